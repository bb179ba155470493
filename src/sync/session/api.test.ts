import { expect, test } from 'vitest';
import { Api } from './api.ts';

test('no relay is an answer too', async () => {
	const nowhere = new Api(() => Promise.reject(new TypeError('fetch failed')));
	expect(await nowhere.memberships()).toEqual({ ok: false, code: 'unreachable' });
	const proxy = new Api(() =>
		Promise.resolve(new Response('<h1>Bad gateway</h1>', { status: 502 }))
	);
	expect(await proxy.memberships()).toEqual({ ok: false, code: 'unreachable' });
	const stranger = new Api(() => Promise.resolve(Response.json({ hello: 'world' })));
	expect(await stranger.memberships()).toEqual({ ok: false, code: 'unreadable' });
});
