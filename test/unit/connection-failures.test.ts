import { NodeApiError, UserError, type INode, type JsonObject } from 'n8n-workflow';
import { NOT_SENT } from '../../credentials/MavibotApi.credentials';
import { connectionFailure, isBeforeRequest } from '../../nodes/Mavibot/shared/connectionFailures';

const node = { name: 'Mavibot', type: 'mavibot', parameters: {} } as unknown as INode;
const failed = (fields: object): Error => Object.assign(new Error('failed'), fields);
const byN8n = (error: Error) => new NodeApiError(node, error as unknown as JsonObject);

const PASSES = { mayPass: true };
const NEVER_SENT = { isNeverSent: true };
const OF_ADDRESS = { isOfAddress: true };
const OF_ANSWER = { isOfAnswer: true };
const UNTRUSTED = { problem: 'its certificate is not trusted', ...NEVER_SENT };
const LOST = { problem: 'the connection was lost', ...PASSES };
const LATE = { problem: 'the answer took too long', ...PASSES };
const NO_WAY = { problem: 'there is no way to this address', ...PASSES, ...OF_ADDRESS };
const NO_WHOLE_ANSWER = { problem: 'the request got no whole answer' };

describe('a request that got no whole answer', () => {
	it.each<[string, object]>([
		['CERT_HAS_EXPIRED', { problem: 'its certificate has expired', ...NEVER_SENT }],
		['CERT_REVOKED', UNTRUSTED],
		[
			'DEPTH_ZERO_SELF_SIGNED_CERT',
			{ problem: 'its certificate is signed by itself', ...NEVER_SENT },
		],
		['DEPTH_OF_TOMORROW', UNTRUSTED],
		['ERR_TLS_CERT_ALTNAME_INVALID', UNTRUSTED],
		['SELF_SIGNED_CERT_IN_CHAIN', UNTRUSTED],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', UNTRUSTED],
		[
			'EAI_AGAIN',
			{
				problem: 'the name of the server could not be looked up',
				...NEVER_SENT,
				...OF_ADDRESS,
				...PASSES,
			},
		],
		[
			'ECONNREFUSED',
			{ problem: 'nothing answers at this address', ...NEVER_SENT, ...OF_ADDRESS, ...PASSES },
		],
		['ENOTFOUND', { problem: 'there is no server of this name', ...NEVER_SENT, ...OF_ADDRESS }],
		['EHOSTUNREACH', NO_WAY],
		['ENETUNREACH', NO_WAY],
		['ECONNRESET', LOST],
		['EPIPE', LOST],
		['ECONNABORTED', LATE],
		['ETIMEDOUT', LATE],
		['ERR_CANCELED', { problem: 'the run was stopped' }],
		['HPE_HEADER_OVERFLOW', { problem: 'its headers are too long', ...OF_ANSWER }],
		['HPE_INVALID_CONSTANT', { problem: 'it is no HTTP', ...OF_ANSWER }],
		['ERR_BAD_RESPONSE', { ...NO_WHOLE_ANSWER, ...PASSES }],
		['ERR_STREAM_PREMATURE_CLOSE', NO_WHOLE_ANSWER],
		['Z_DATA_ERROR', NO_WHOLE_ANSWER],
		['A_CERT_OR_HPE_OF_TOMORROW', NO_WHOLE_ANSWER],
		['E2BIG_4', NO_WHOLE_ANSWER],
	])('is understood by its code: %s', (code, meaning) => {
		expect(connectionFailure(failed({ code }))).toEqual({ code, ...meaning });
		expect(connectionFailure(byN8n(failed({ code })))).toEqual({ code, ...meaning });
		expect(connectionFailure(failed({ code: 'Request failed', httpCode: code }))).toEqual({
			code,
			...meaning,
		});
	});

	it('is understood by its words alone', () => {
		const cause = new Error('stream has been aborted');
		expect(connectionFailure(new Error('failed', { cause }))).toEqual({
			code: 'ERR_BAD_RESPONSE',
			...NO_WHOLE_ANSWER,
			...PASSES,
		});
	});

	it.each<unknown>([
		...['econnreset', 'xECONNRESET', 'ECONNRESET ', 'Not found', 'ERR_', 'ERR_x y', '404', 404],
		undefined,
	])('is not taken for one by the code %j', (code) =>
		expect(connectionFailure(failed({ code, httpCode: code }))).toBeUndefined(),
	);

	it('is an error', () => {
		expect(connectionFailure({ code: 'ECONNRESET' })).toBeUndefined();
		expect(connectionFailure(failed({ cause: { code: 'ECONNRESET' } }))).toBeUndefined();
	});
});

describe('what comes before a request is no failure of a connection', () => {
	it.each([
		['of the credential', byN8n(new UserError('no'))],
		['of the credential in an older n8n', failed({ httpCode: NOT_SENT })],
		['behind another', failed({ code: 'ECONNRESET', cause: failed({ code: NOT_SENT }) })],
	])('%s', (_whose, error) => {
		expect(isBeforeRequest(error)).toBe(true);
		expect(connectionFailure(error)).toBeUndefined();
	});
});
