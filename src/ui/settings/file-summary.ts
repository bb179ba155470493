import type { WorkspaceFile } from '#document/exchange/file.ts';
import { PersonId } from '#domain/ids.ts';

/** What is told of a file before it is put back. */
export interface FileSummary {
	readonly name: string;
	/** Milliseconds since 1970. */
	readonly exportedAt: number;
	readonly people: number;
	readonly venues: number;
	readonly activities: number;
	readonly claims: number;
	/** Who can become the coordinator: staff first, then by name. */
	readonly candidates: readonly Candidate[];
}

export interface Candidate {
	readonly id: PersonId;
	readonly name: string;
}

export function summaryOf(file: WorkspaceFile): FileSummary {
	return {
		name: file.workspace.name ?? '',
		exportedAt: Date.parse(file.exportedAt),
		people: present(file.people),
		venues: present(file.venues),
		activities: file.plans.reduce((sum, { series }) => sum + present(series), 0),
		claims: file.ledgers.reduce((sum, { rows }) => sum + rows.filter(isClaim).length, 0),
		candidates: candidatesIn(file)
	};
}

function present(records: readonly object[]): number {
	return records.filter((record) => !('removed' in record)).length;
}

function isClaim(row: object): boolean {
	return 'kind' in row && row.kind === 'claim';
}

function candidatesIn({ people }: WorkspaceFile): Candidate[] {
	const candidates = people.flatMap((person) => {
		const id = PersonId.parse(person.id);
		if (id === null || 'stored' in person || person.removed) return [];
		return [{ id, name: person.name, staff: person.staff }];
	});
	return candidates
		.sort((a, b) => Number(b.staff) - Number(a.staff) || a.name.localeCompare(b.name))
		.map(({ id, name }) => ({ id, name }));
}
