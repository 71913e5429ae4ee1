const SIGNS: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign]);

/** What stands on a page; all of it is shown as text. */
export interface Page {
	title: string;
	text: string;
	/** What answers: a button, with a field for text above it where there is one. */
	form?: { button: string; field?: { label: string; most: number; text: string } };
}

const STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1d2733; --line: #c6ced8; --key: #1466c4; --on-key: #fff; }
@media (prefers-color-scheme: dark) {
	:root { --paper: #15191f; --ink: #e7ebf0; --line: #49525e; --key: #6db0ff; --on-key: #10151b; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif; }
main { max-width: 34rem; margin: 0 auto; padding: 2rem 1.25rem; overflow-wrap: anywhere; }
h1 { margin: 0 0 1rem; font-size: 1.375rem; line-height: 1.3; }
p { margin: 0 0 1.5rem; white-space: pre-line; }
label { display: block; margin-bottom: 0.5rem; }
textarea { width: 100%; min-height: 8rem; margin-bottom: 1rem; padding: 0.75rem; border: 1px solid var(--line);
	border-radius: 0.5rem; background: inherit; color: inherit; font: inherit; }
button { width: 100%; padding: 0.875rem; border: 0; border-radius: 0.5rem; background: var(--key); color: var(--on-key);
	font: inherit; font-weight: 600; cursor: pointer; }
button:focus-visible, textarea:focus-visible { outline: 3px solid var(--key); outline-offset: 2px; }
`;

/**
 * A page that needs no script and no file from elsewhere. Its form answers to the address that the page came from, which
 * n8n has signed.
 */
export function htmlOf({ title, text, form }: Page): string {
	const field = form?.field
		? `<label for="text">${escaped(form.field.label)}</label>
<textarea id="text" name="text" required maxlength="${form.field.most}">
${escaped(form.field.text)}</textarea>`
		: '';
	const answer = form
		? `<form method="post">${field}<button type="submit">${escaped(form.button)}</button></form>`
		: '';
	return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body><main><h1>${escaped(title)}</h1><p>${escaped(text)}</p>${answer}</main></body>
</html>`;
}

/** What a page is sent with: it may load nothing, run nothing, be framed by nobody, and hand its address on to nobody. */
export const HEADERS_OF_PAGE: Record<string, string> = {
	'Content-Type': 'text/html; charset=utf-8',
	'Content-Security-Policy':
		"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; sandbox allow-forms",
	'Cache-Control': 'no-store',
	'Referrer-Policy': 'no-referrer',
	'X-Content-Type-Options': 'nosniff',
};
