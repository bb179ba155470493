import { expect } from 'vitest';
import type { InviteAnswer, MeAnswer } from '#wire/api.ts';
import {
	personId,
	RunningRelay,
	workspaceId,
	type Browser,
	type TestOptions
} from './running-relay.ts';

export const workspace = workspaceId('kern');
export const [ann, bob] = [personId('ann'), personId('bob')] as const;
export const device = { label: 'phone' };

/** A relay with one workspace, whose coordinator is Ann on her tablet. */
export class FoundedWorkspace {
	relay: RunningRelay;
	tablet: Browser;

	private constructor(relay: RunningRelay) {
		this.relay = relay;
		this.tablet = relay.browser();
	}

	static async start(options: TestOptions = {}): Promise<FoundedWorkspace> {
		const kern = new FoundedWorkspace(await RunningRelay.start(options));
		await kern.tablet.found(workspace, ann);
		return kern;
	}

	/** The same workspace, founded afresh on a relay of another kind. */
	async restart(options: TestOptions): Promise<void> {
		await this.relay.stop();
		const { relay, tablet } = await FoundedWorkspace.start(options);
		this.relay = relay;
		this.tablet = tablet;
	}

	async invited(by: Browser, whom: object): Promise<InviteAnswer> {
		return by.ask('POST', `/api/workspaces/${workspace}/invitations`, whom);
	}

	/** A fresh browser that used the link. */
	async join({ invitation, secret }: InviteAnswer): Promise<Browser> {
		const browser = this.relay.browser();
		await browser.ask('POST', '/api/join', { invitation, secret, name: 'Bob', device });
		return browser;
	}

	async volunteer(): Promise<Browser> {
		return this.join(await this.invited(this.tablet, { role: 'volunteer' }));
	}
}

/** The status and the code of what may be refused; a refusal must say what happened and what helps. */
export async function codeOf(
	browser: Browser,
	...call: Parameters<Browser['call']>
): Promise<readonly [number, string]> {
	const { status, body } = await browser.call(...call);
	const { error } = body as { error?: { code: string; message: string } };
	if (error) expect(error.message).toMatch(/^[A-Z].{20,}\.$/);
	return [status, error?.code ?? 'ok'];
}

export async function personOf(browser: Browser): Promise<string> {
	const { memberships } = await browser.ask<MeAnswer>('GET', '/api/me');
	return memberships[0]?.person ?? '';
}
