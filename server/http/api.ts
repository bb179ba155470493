import type { HealthAnswer } from '#wire/api.ts';
import type { IncomingMessage } from 'node:http';
import { answer, refusal, tooFast, type Answer } from './answer.ts';
import { readJson } from './body.ts';
import type { ApiContext, Call } from './call.ts';
import { cancelInvitation, invite, openInvitations } from './invitations.ts';
import { join, lookAtInvitation } from './joining.ts';
import { listAudit, noteExport } from './audit.ts';
import { listOwnDevices, signOut, withdrawDevice } from './devices.ts';
import { changeRole, erasePerson, listMembers, shutOutMember } from './members.ts';
import { addressOf, isOwnOrigin, isSecure, sessionToken, type Reachability } from './request.ts';
import { foundWorkspace, leave, makeExample, restoreWorkspace, whoAmI } from './workspaces.ts';

type Handler = (context: ApiContext, call: Call) => Promise<Answer>;

const restorePath = '/api/workspaces/restore';

const routes: readonly (readonly [method: string, path: string, handler: Handler])[] = [
	['POST', '/api/workspaces', foundWorkspace],
	['POST', restorePath, restoreWorkspace],
	['GET', '/api/me', whoAmI],
	['POST', '/api/leave', leave],
	['POST', '/api/example', makeExample],
	['POST', '/api/join/look', lookAtInvitation],
	['POST', '/api/join', join],
	['POST', '/api/workspaces/:workspace/invitations', invite],
	['GET', '/api/workspaces/:workspace/invitations', openInvitations],
	['DELETE', '/api/workspaces/:workspace/invitations/:invitation', cancelInvitation],
	['GET', '/api/workspaces/:workspace/members', listMembers],
	['PATCH', '/api/workspaces/:workspace/members/:person', changeRole],
	['DELETE', '/api/workspaces/:workspace/members/:person', shutOutMember],
	['DELETE', '/api/workspaces/:workspace/people/:person', erasePerson],
	['GET', '/api/workspaces/:workspace/devices', listOwnDevices],
	['DELETE', '/api/workspaces/:workspace/devices/:device', withdrawDevice],
	['POST', '/api/workspaces/:workspace/sign-out', signOut],
	['GET', '/api/workspaces/:workspace/audit', listAudit],
	['POST', '/api/workspaces/:workspace/audit/exports', noteExport]
];

/**
 * Answers one API request. What a person can meet is an answer with a code; an exception is a bug, and
 * becomes `relay-failed` one step further out.
 */
export async function answerCall(
	context: ApiContext,
	request: IncomingMessage,
	reach: Reachability,
	atMs: number
): Promise<Answer> {
	const [path = '', query = ''] = (request.url ?? '').split('?');
	const route = findRoute(request.method ?? 'GET', path);
	if (!route) return refusal('unknown-address');
	const isRead = request.method === 'GET';
	if (!isRead && !isOwnOrigin(request, reach)) return refusal('wrong-origin');
	const caller = { address: addressOf(request, reach), token: sessionToken(request, reach) };
	const waitSeconds = context.pace[isRead ? 'read' : 'change'](caller, atMs);
	if (waitSeconds > 0) return tooFast(waitSeconds);
	const { bodyBytes, restoreBytes } = context.limits;
	const body = await readJson(request, path === restorePath ? restoreBytes : bodyBytes);
	if (typeof body === 'string') return refusal(body);
	return route.handler(context, {
		...{ ...caller, atMs, params: route.params, body: body.value },
		query: new URLSearchParams(query),
		secure: isSecure(request, reach)
	});
}

/** Whether the relay runs, and how much is open. */
export function health({ hub }: ApiContext, version: string): Answer {
	const body: HealthAnswer = { status: 'ok', version, ...hub.counts };
	return answer(200, body);
}

function findRoute(
	method: string,
	path: string
): { readonly handler: Handler; readonly params: Record<string, string> } | null {
	for (const [routeMethod, pattern, handler] of routes) {
		const params = routeMethod === method ? paramsOf(pattern, path) : null;
		if (params) return { handler, params };
	}
	return null;
}

function paramsOf(pattern: string, path: string): Record<string, string> | null {
	const names = pattern.split('/');
	const parts = path.split('/');
	if (names.length !== parts.length) return null;
	const params: Record<string, string> = {};
	for (const [index, name] of names.entries()) {
		const part = parts[index] ?? '';
		if (name.startsWith(':')) params[name.slice(1)] = part;
		else if (name !== part) return null;
	}
	return params;
}
