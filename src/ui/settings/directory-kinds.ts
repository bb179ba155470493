import {
	addNeighbourhood,
	addOrganisation,
	addQualification,
	change
} from '#document/commands/directory.ts';
import type { Step } from '#document/commands/step.ts';
import type { Directory } from '#document/layouts/directory.ts';
import type { RecordMap } from '#document/records/record-map.ts';
import type { WorkspaceDocuments } from '#document/workspace.ts';
import type { Neighbourhood, Organisation, Qualification } from '#domain/directory/directory.ts';

/** What the lists of Instellingen have in common. */
export interface NamedRecord {
	readonly id: string;
	readonly name: string;
	readonly removed: boolean;
	/** Only where records have a colour, 0 to 7. */
	readonly hue?: number;
}

/** One kind of named record, with what a list needs to keep it. */
export interface DirectoryKind<T extends NamedRecord> {
	/** How history names it: `change-<name>`. */
	readonly name: 'neighbourhood' | 'organisation' | 'qualification';
	readonly hasHues: boolean;
	readonly recordsIn: (directory: Directory) => RecordMap<T>;
	readonly add: (step: Step, documents: WorkspaceDocuments, name: string, hue: number) => void;
	readonly alter: (
		step: Step,
		directory: Directory,
		id: T['id'],
		changed: { readonly name: string; readonly hue: number }
	) => void;
}

export const neighbourhoodKind: DirectoryKind<Neighbourhood> = {
	name: 'neighbourhood',
	hasHues: true,
	recordsIn: (directory) => directory.neighbourhoods,
	add: (step, documents, name, hue) => void addNeighbourhood(step, documents, { name, hue }),
	alter: (step, { doc, neighbourhoods }, id, { name, hue }) =>
		change(step, doc, neighbourhoods, id, { name, hue })
};

export const organisationKind: DirectoryKind<Organisation> = {
	name: 'organisation',
	hasHues: false,
	recordsIn: (directory) => directory.organisations,
	add: (step, documents, name) => void addOrganisation(step, documents, { name }),
	alter: (step, { doc, organisations }, id, { name }) =>
		change(step, doc, organisations, id, { name })
};

export const qualificationKind: DirectoryKind<Qualification> = {
	name: 'qualification',
	hasHues: false,
	recordsIn: (directory) => directory.qualifications,
	add: (step, documents, name) => void addQualification(step, documents, { name }),
	alter: (step, { doc, qualifications }, id, { name }) =>
		change(step, doc, qualifications, id, { name })
};
