import { NodeApiError, UserError, type INode, type JsonObject } from 'n8n-workflow';
import { NOT_SENT } from '../../credentials/MavibotApi.credentials';
import { connectionFailure, isBeforeRequest } from '../../nodes/Mavibot/answers/brokenConnections';

const node = { name: 'Mavibot', type: 'mavibot', parameters: {} } as unknown as INode;
const failed = (fields: object): Error => Object.assign(new Error('failed'), fields);
const byN8n = (error: Error) => new NodeApiError(node, error as unknown as JsonObject);

const PASSES = { mayPass: true };
const NEVER_SENT = { isNeverSent: true };
const NO_ADDRESS = { isNeverSent: true, isOfAddress: true };
const NO_WHOLE_ANSWER = { problem: 'the request got no whole answer' };

describe('a request that got no whole answer', () => {
	it.each<[string, object, string[]]>([
		['its certificate has expired', NEVER_SENT, ['CERT_HAS_EXPIRED']],
		['its certificate is signed by itself', NEVER_SENT, ['DEPTH_ZERO_SELF_SIGNED_CERT']],
		[
			'its certificate is not trusted',
			NEVER_SENT,
			[
				...['CERT_REVOKED', 'DEPTH_OF_TOMORROW', 'ERR_TLS_CERT_ALTNAME_INVALID'],
				...['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
			],
		],
		['the name of the server could not be looked up', { ...NO_ADDRESS, ...PASSES }, ['EAI_AGAIN']],
		['nothing answers at this address', { ...NO_ADDRESS, ...PASSES }, ['ECONNREFUSED']],
		['there is no server of this name', NO_ADDRESS, ['ENOTFOUND']],
		[
			'there is no way to this address',
			{ isOfAddress: true, ...PASSES },
			['EHOSTUNREACH', 'ENETUNREACH'],
		],
		['the connection was lost', PASSES, ['ECONNRESET', 'EPIPE']],
		['the answer took too long', PASSES, ['ECONNABORTED', 'ETIMEDOUT']],
		['the run was stopped', {}, ['ERR_CANCELED']],
		['its headers are too long', { isOfAnswer: true }, ['HPE_HEADER_OVERFLOW']],
		['it is no HTTP', { isOfAnswer: true }, ['HPE_INVALID_CONSTANT']],
		[NO_WHOLE_ANSWER.problem, PASSES, ['ERR_BAD_RESPONSE']],
		[
			NO_WHOLE_ANSWER.problem,
			{},
			['ERR_STREAM_PREMATURE_CLOSE', 'Z_DATA_ERROR', 'A_CERT_OR_HPE_OF_TOMORROW', 'E2BIG_4'],
		],
	])('is understood by its code: %s, %j, by %j', (problem, meaning, codes) => {
		for (const code of codes) {
			for (const error of [{ code }, { code: 'Request failed', httpCode: code }].map(failed)) {
				expect(connectionFailure(error)).toEqual({ code, problem, ...meaning });
				expect(connectionFailure(byN8n(error))).toEqual({ code, problem, ...meaning });
			}
		}
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
		...['econnreset', 'xECONNRESET', 'ECONNRESET ', 'Not found', 'ERR_', 'ERR_x y', '404'],
		...[404, { toString: () => 'ECONNRESET' }],
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
