import { NodeApiError, UserError, type INode, type JsonObject } from 'n8n-workflow';
import { NOT_SENT } from '../../credentials/MavibotApi.credentials';
import { connectionFailure } from '../../nodes/Mavibot/shared/connectionFailures';
import { explainLostConnection } from '../../nodes/Mavibot/shared/errors';

const OUTCOME_UNKNOWN = 'It is not known whether Mavibot carried the request out';

const node = { name: 'Mavibot', type: 'mavibot', parameters: {} } as unknown as INode;
const failed = (code: string): Error => Object.assign(new Error('failed'), { code });

/** What a person reads of a message that failed with a code. */
function said(code: string, isThroughProxy = false) {
	const failure = connectionFailure(new NodeApiError(node, failed(code) as unknown as JsonObject));
	if (failure === undefined) throw new Error(`${code} is no failure of a connection`);
	return explainLostConnection(failure, 'message', isThroughProxy);
}

describe('a message whose request got no whole answer', () => {
	it.each([
		'ECONNRESET',
		'ECONNABORTED',
		'EHOSTUNREACH',
		'EPIPE',
		'ERR_BAD_RESPONSE',
		'ERR_STREAM_PREMATURE_CLOSE',
		'ETIMEDOUT',
		'HPE_HEADER_OVERFLOW',
		'HPE_INVALID_CONSTANT',
		'Z_DATA_ERROR',
		'A_CODE_OF_TOMORROW',
	])('may have been sent: %s', (code) => {
		expect(said(code).description).toContain(OUTCOME_UNKNOWN);
	});

	it.each([
		'ECONNREFUSED',
		'ENOTFOUND',
		'EAI_AGAIN',
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	])('was certainly not: %s', (code) => {
		expect(said(code).description).not.toContain(OUTCOME_UNKNOWN);
	});

	it('is the matter of the proxy where nobody is at the address that n8n connects to', () => {
		expect(said('ENOTFOUND', true).message).toContain('The proxy could not be reached');
		expect(said('ECONNRESET', true).message).toContain('Mavibot could not be reached');
	});
});

describe('what comes before a request', () => {
	it.each([
		['of the credential', new NodeApiError(node, new UserError('no') as unknown as JsonObject)],
		['of the credential in an older n8n', Object.assign(new Error('no'), { httpCode: NOT_SENT })],
	])('is no failure of a connection: %s', (_whose, error) => {
		expect(connectionFailure(error)).toBeUndefined();
	});
});
