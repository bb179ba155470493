import type { AuditAnswer } from '#wire/api.ts';
import * as v from 'valibot';
import { answer, refusal, tooFast, type Answer } from './answer.ts';
import { bodyOf, coordinatorOf, deedOf, membershipOf, type ApiContext, type Call } from './call.ts';

const pageEntries = 50;
const exportSchema = v.object({ madeAt: v.pipe(v.number(), v.integer(), v.minValue(0)) });

/** Who did what with access, a page at a time, the newest first. */
export async function listAudit(context: ApiContext, call: Call): Promise<Answer> {
	const membership = await coordinatorOf(context, call);
	if (typeof membership === 'string') return refusal(membership);
	const before = Number(call.query.get('before') ?? NaN);
	const page = { before: Number.isSafeInteger(before) ? before : null, most: pageEntries };
	const entries = await context.accounts.audit(membership.workspace, page, call.atMs);
	const isWhole = entries.length < pageEntries;
	const body: AuditAnswer = {
		...{ entries, before: isWhole ? null : (entries.at(-1)?.number ?? null) },
		keptDays: context.limits.auditDays
	};
	return answer(200, body);
}

/** A device tells that somebody saved everything in a file: at once, or when it has a line again. */
export async function noteExport(context: ApiContext, call: Call): Promise<Answer> {
	const membership = await membershipOf(context, call);
	if (typeof membership === 'string') return refusal(membership);
	const body = bodyOf(exportSchema, call);
	if (!body) return refusal('malformed-request');
	const { workspace, member } = membership;
	const waitSeconds = context.pace.noteExport(workspace, member.person, call.atMs);
	if (waitSeconds > 0) return tooFast(waitSeconds);
	const deed = deedOf(membership, call);
	await context.accounts.noteExport(workspace, deed, body.madeAt);
	return answer(200, {});
}
