/** Where the parts of a running demo are, and what opens them. */
export interface DemoAccess {
	/** Origin of the local Mavibot, which has the chat page too. */
	mavibotUrl: string;
	/** The key of the local Mavibot, which is made up at each start and opens nothing else. */
	apiKey: string;
	/** The page with the form of the second workflow. */
	formUrl: string;
	/** Origin of n8n. */
	n8nUrl: string;
	owner: { email: string; password: string };
	userFolder: string;
	/** Whether the package is built anew when a file of it changes. */
	isWatched: boolean;
}

/** What a person is told who has started the demo: where all is, how to log in, and how to go on alone. */
export function welcome(access: DemoAccess): string {
	const { mavibotUrl, apiKey, formUrl, n8nUrl, owner, userFolder, isWatched } = access;
	return `
  Chat as a client    ${mavibotUrl}/
  Fill in the form    ${formUrl}
  Editor of n8n       ${n8nUrl}/
    E-mail            ${owner.email}
    Password          ${owner.password}
  Local Mavibot
    API Key           ${apiKey}
    Server            ${mavibotUrl}

Write something in the chat: the workflow "echo with a button" answers. Fill in the form: the other
workflow saves the phone number, finds the client by it and writes to the client in the chat.

The two workflows have a credential, "Local Mavibot". To add one by hand, as for a real Mavibot: in the
editor, Create credential, "Mavibot API"; paste API Key and Server from above, and save. The key is a new one
at each start of the demo.
${isWatched ? '\nA change under nodes/, credentials/ or icons/ is built and loaded; the editor shows it by itself.\n' : ''}
Ctrl+C ends it. n8n keeps what you change in ${userFolder}
`;
}
