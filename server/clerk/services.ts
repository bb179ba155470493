import { today, zoneNamed } from '#domain/time/zone.ts';
import { randomInt } from 'node:crypto';
import { causeText, kindOf } from '../log.ts';
import type { ServicePorts, Services } from '../services.ts';
import { threadedDesks } from '../threads/desks.ts';
import { ClerkCounters } from './counters.ts';
import { ClerkOffice } from './office.ts';

/** Seats the clerk beside the rooms: from here on what comes into a lane gets its number. */
export function startClerk(ports: ServicePorts): Services {
	const { hub, journal, isShared, accounts, limits, log } = ports;
	const desks = threadedDesks(limits.integrateMs);
	const counters = new ClerkCounters();
	const office = new ClerkOffice({
		...{ journal, desks, isShared },
		write: async (workspace, changes, expected) => {
			const kept = await hub.write(workspace, changes, expected);
			counters.note(changes, kept);
			return kept;
		},
		members: async (workspace) => {
			const members = await Promise.resolve(accounts.members(workspace));
			return members.map(({ member }) => member);
		},
		member: (workspace, person) => Promise.resolve(accounts.member(workspace, person)),
		erasedOf: (workspace) => ports.erasedOf(workspace),
		onerased: (workspace) => ports.onerased(workspace),
		report: ({ kind, document, cause }) =>
			log('error', { event: kind, kind: kindOf(document), cause: causeText(cause) })
	});
	hub.listen(office);
	return {
		counters,
		erase: (workspace) => office.erase(workspace),
		wordsAbout: (workspace, person) => office.wordsAbout(workspace, person),
		introduce: (workspace, person, name) => office.introduce(workspace, person, name),
		workspaceName: async (workspace) => (await office.names(workspace, null)).workspace,
		personName: async (workspace, person) => (await office.names(workspace, person)).person,
		makeExample: () =>
			desks.ask({
				kind: 'example',
				seed: randomInt(2 ** 31),
				today: today(Date.now(), zoneNamed('Europe/Brussels'))
			}),
		came: (workspace, person) => office.came(workspace, person),
		tick: (nowMs) => office.tick(nowMs),
		close: () => desks.close()
	};
}
