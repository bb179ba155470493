/*
 * Faults that were planted and seen red: what a part says written in its base, below any edit; what a
 * base says not answered by the command that clears it.
 */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { type Command, anyPlanCommand, seriesOn } from '#tests/support/any-command.ts';
import { planned } from '#tests/support/any-planned.ts';
import { Device } from '#tests/support/devices.ts';
import { ann, autumn } from '#tests/support/named-ids.ts';
import { firstDates, planCoffee } from '#tests/support/planned-coffee.ts';
import { whatIsPlanned } from '#tests/support/what-is-planned.ts';
import type { SeriesId } from '#domain/ids.ts';
import { replanned } from '#domain/series/replan.ts';
import type { Day } from '#domain/time/day.ts';
import { documentText } from '#domain/access/document-name.ts';
import { changeFollowing, changeSeries } from '../commands/activities.ts';
import { exportWorkspace } from './export.ts';
import { fileText } from './file.ts';
import { importWorkspace } from './import.ts';
import { parseWorkspaceFile } from './parse.ts';

function does({ history, documents }: Device, { name, run }: Command): void {
	history.run(name, (step) => run(step, documents));
}

/** Ann's tablet, with coffee on Tuesdays. */
function tabletWithCoffee(): { readonly tablet: Device; readonly series: SeriesId } {
	const tablet = new Device(1, ann);
	tablet.history.run('found', (step) => {
		const { doc, people, seasons } = tablet.documents.directory;
		const person = { name: 'Ann', qualifications: [], organisation: null, staff: false };
		step.add(doc, people, person, ann);
		const period = { first: '2026-09-01' as Day, last: '2026-12-31' as Day };
		step.add(doc, seasons, { name: 'Najaar', ...period }, autumn);
	});
	return { tablet, series: planCoffee(tablet) };
}

/** A device that has what another has. What is made on it and where a file was put back gets the same ids. */
function copied(tablet: Device): Device {
	const device = new Device(2, ann);
	device.meet(tablet);
	return device;
}

/** A device on which the file of another was put back. */
function putBack({ documents }: Device): Device {
	const reader = { person: ann, role: 'coordinator', organisations: [] } as const;
	const parsed = parseWorkspaceFile(
		fileText(exportWorkspace(documents, { reader, exportedAt: 0 }))
	);
	if (!parsed.ok) throw new Error(`${parsed.problem.code} at ${parsed.problem.where}`);
	const device = new Device(2, ann);
	const { id, me } = device.documents;
	importWorkspace(parsed.file, (name) => device.doc(documentText(name)), { workspace: id, me });
	return device;
}

/** As earlier versions put files back: what a part says lies in its base. */
function putBackAsOnce(tablet: Device): Device {
	const device = putBack(tablet);
	const { plan } = device.documents.season(autumn);
	const [base, edits] = [plan.doc.getMap('parts'), plan.doc.getMap('parts+')];
	for (const { id } of plan.parts.everything()) {
		base.set(id, [...(base.get(id) as unknown[]), edits.get(`${id}/title`)]);
		edits.delete(`${id}/title`);
	}
	return device;
}

describe('after a file was put back', () => {
	property.prop([fc.array(anyPlanCommand, { maxLength: 6 }), anyPlanCommand, anyPlanCommand], {
		numRuns: 200
	})('a change does what it does where the file was saved', (before, change, next) => {
		const { tablet } = tabletWithCoffee();
		for (const command of before) does(tablet, command);
		const [here, there] = [copied(tablet), putBack(tablet)];
		expect(whatIsPlanned(there.documents)).toEqual(whatIsPlanned(tablet.documents));
		for (const command of [change, next]) {
			for (const device of [here, there]) does(device, command);
			expect(whatIsPlanned(there.documents)).toEqual(whatIsPlanned(here.documents));
		}
	});

	test.each([
		['by this version', putBack],
		['by an earlier one', putBackAsOnce]
	])('%s, a change for all dates reaches all, and can be taken back', (_, opened) => {
		const { tablet, series } = tabletWithCoffee();
		const [first, second, third] = firstDates(tablet, 3);
		for (const date of [second, third])
			tablet.history.run('from', (step) =>
				changeFollowing(step, tablet.documents, autumn, date!, { title: `Thee ${date}` })
			);
		const back = opened(tablet);
		const titles = () => [
			...new Set(planned(seriesOn(back.documents)[0]!).map(({ title }) => title))
		];
		const before = titles();
		expect(before).toEqual(['Koffie', `Thee ${second}`, `Thee ${third}`]);
		const change = { title: 'Soep' };
		const promised = replanned(seriesOn(back.documents)[0]!, [{ from: null, change }]);
		back.history.run('all', (step) => changeSeries(step, back.documents, autumn, series, change));
		expect(planned(seriesOn(back.documents)[0]!)).toEqual(planned(promised));
		expect(titles()).toEqual(['Soep']);
		back.history.undo();
		expect(titles()).toEqual(before);
		back.history.run('from', (step) =>
			changeFollowing(step, back.documents, autumn, first!, { title: 'Taart' })
		);
		expect(titles()).toEqual(['Taart']);
		back.history.undo();
		expect(titles()).toEqual(before);
	});
});
