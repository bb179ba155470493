// Faults that were planted and seen red: every claim asked for as a place; others "with her" while she waits; a closed date still "Bevestigd";
// what stood in a removed season dropped in silence.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { remove } from '#document/commands/directory.ts';
import type { Claim } from '#domain/claims/event.ts';
import { ClosureId, EventId } from '#domain/ids.ts';
import { type Day, addDays } from '#domain/time/day.ts';
import { fakeDevice } from '#tests/support/fake-device.ts';
import { type MyExample, myExample } from '#tests/support/my-example.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { onDevice } from '#tests/support/on-device.ts';
import { strayClaim } from '#tests/support/stray-claim.ts';
import type { OpenShift } from '#views/shifts.ts';
import MyShiftsPage from './MyShiftsPage.svelte';
import OpenShiftsPage from './OpenShiftsPage.svelte';

const tuesday = '2026-11-24' as Day;
let mine: MyExample;

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T07:00:00+01:00') });
	await page.viewport(390, 844);
	mine = await myExample(tuesday);
});

afterEach(async () => {
	vi.useRealTimers();
	await mine.workspace.connection.close();
});

function openOnes(): OpenShift[] {
	const { planning, member, documents } = mine.workspace;
	const person = documents.directory.people.get(member.person)!;
	return planning.openShifts(person, tuesday, addDays(tuesday, 90));
}

/** What is read: where a word may be broken is not. */
const read = (element: Element | null | undefined) =>
	element?.textContent.replaceAll('\u00ad', '') ?? '';
const taken = () => document.querySelector('[id^="open-"]')!;
const openPage = () => onDevice(MyShiftsPage, {}, fakeDevice({}).device, mine.workspace);

/** The claim of somebody else, as it came in first while this phone was away. */
function claimedBefore(number: number, shift: OpenShift): void {
	const { workspace, people } = mine;
	const season = workspace.seasonOf(shift.occurrence.series)!;
	const other = people.filter(({ person }) => person !== workspace.member.person)[number]!.person;
	const event: Claim = {
		...{ kind: 'claim', id: idNamed(EventId, `before${number}`), season, madeAt: 1 },
		...{ occurrence: shift.occurrence.id, need: shift.need.id, person: other, by: other }
	};
	workspace.documents.season(season).ledger.write([{ kind: 'event', lane: other, event }], 0);
}

test('what is full offers the reserve list as a choice, and says afterwards that she chose it', async () => {
	const [full] = openOnes().filter(({ free }) => free === 0);
	const { device } = fakeDevice({});
	const asked = new URLSearchParams();
	await onDevice(OpenShiftsPage, { asked, onask: vi.fn() }, device, mine.workspace);
	const key = `${full!.occurrence.id}/${full!.need.id}`;
	const more = () =>
		[...document.querySelectorAll('button')].find((one) => read(one).trim() === 'Toon meer');
	const card = () => document.getElementById(`open-${key}`);
	while (!card()) more()!.click();
	await expect.poll(() => read(card())).toContain('Alles is bezet.');
	expect(read(card())).not.toContain('samen met');
	card()!.querySelector('button')!.click();
	await expect.poll(() => read(card())).toContain('Aangevraagd voor de reservelijst');
	mine.settle();
	await expect.poll(() => read(card())).toContain(`Reservelijst, plaats ${full!.waiting + 1}`);
	expect(read(card())).toContain('Je koos voor de reservelijst.');
	expect(read(card())).toContain('Haal me van de reservelijst');
	expect(read(card())).not.toMatch(/samen met|nog plaats/);
});

test('who chose a free place and lost it while apart reads what happened', async () => {
	await openPage();
	const wanted = openOnes().find(({ free }) => free > 0)!;
	taken().querySelector('button')!.click();
	for (let number = 0; number < wanted.free; number++) claimedBefore(number, wanted);
	mine.settle();
	const own = () => read(document.getElementById(`mine-${taken().id.slice('open-'.length)}`));
	await expect.poll(own).toContain('Toen je koos was er nog plaats');
	expect(own()).toContain('Reservelijst, plaats 1');
	expect(own()).not.toContain('samen met');
});

test('a date whose room was closed is offered no more; who stands on it reads that it is looked at', async () => {
	const { documents } = mine.workspace;
	const { planning, member } = mine.workspace;
	const first = planning
		.shiftsOf(member.person, tuesday, addDays(tuesday, 90))
		.find(({ standing, occurrence }) => standing.status === 'confirmed' && occurrence.venue)!;
	const venue = documents.directory.venues.get(first.occurrence.venue!)!;
	const { doc, closures } = documents.organisation(venue.organisation!);
	await openPage();
	const card = () => read(document.getElementById(`mine-${first.occurrence.id}/${first.need.id}`));
	await expect.poll(card).toContain('Bevestigd');
	const closure = { venue: venue.id, first: tuesday, last: addDays(tuesday, 90), reason: 'werken' };
	doc.transact(() => closures.add(idNamed(ClosureId, 'shut'), closure));
	await expect.poll(card).toContain('Nog niet zeker');
	expect(card()).toContain(`${venue.name} is dan dicht (werken).`);
	expect(card()).not.toContain('Bevestigd');
	expect(openOnes().filter(({ occurrence }) => occurrence.venue === venue.id)).toEqual([]);
});

test('what named another season than its date is put away like anything that is no more', async () => {
	const [open] = openOnes();
	strayClaim(mine.workspace, open!, mine.workspace.member.person);
	const screen = await openPage();
	await screen.getByRole('button', { name: 'Begrepen, haal weg' }).click();
	await expect.element(screen.getByText('Bestaat niet meer')).not.toBeInTheDocument();
});

test('what she stood on in a season that was removed is told to her, and put away when she says so', async () => {
	const { workspace } = mine;
	const { seasons, doc } = workspace.documents.directory;
	const hers = () =>
		workspace.planning.shiftsOf(workspace.member.person, tuesday, addDays(tuesday, 90));
	const count = new Set(hers().map(({ occurrence, need }) => `${occurrence.id}/${need.id}`)).size;
	expect(count).toBeGreaterThan(0);
	workspace.do('remove-season', (step) => {
		for (const { id } of seasons.all()) remove(step, doc, seasons, id);
	});
	const screen = await openPage();
	const lost = screen.getByText('Bestaat niet meer');
	await expect.poll(() => lost.elements().length).toBeGreaterThanOrEqual(count);
	const before = lost.elements().length;
	await screen.getByRole('button', { name: 'Begrepen, haal weg' }).first().click();
	await expect.poll(() => lost.elements().length).toBeLessThan(before);
});
