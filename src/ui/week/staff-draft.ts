import type { NeedInput } from '#document/commands/activities.ts';
import type { NeedId, OrganisationId, QualificationId } from '#domain/ids.ts';
import type { Need, StaffRule } from '#domain/series/series.ts';

/** One need while it is being filled in: a number may still be empty. */
export interface NeedDraft {
	/** Tells the rows of the form apart. */
	readonly key: string;
	readonly id: NeedId | null;
	label: string;
	qualification: QualificationId | null;
	min: number | null;
	max: number | null;
}

/** Who is needed, while it is being filled in. */
export interface StaffDraft {
	needs: NeedDraft[];
	duo: boolean;
	duoQualification: QualificationId | null;
	together: boolean;
	organisations: OrganisationId[];
	/** Rules for which this form has no field: they stay as they are. */
	readonly otherRules: readonly StaffRule[];
}

export type StaffError = 'leastMost' | 'noPlaces' | 'duoQualification' | 'organisations';

/** What is wrong, by field: `need-<key>`, `duo`, `organisations`. */
export type StaffErrors = Readonly<Record<string, StaffError>>;

let drafts = 0;

export function newNeed(): NeedDraft {
	return { key: `new-${drafts++}`, id: null, label: '', qualification: null, min: 1, max: 1 };
}

export function newStaff(): StaffDraft {
	return {
		needs: [newNeed()],
		duo: false,
		duoQualification: null,
		together: false,
		organisations: [],
		otherRules: []
	};
}

/** What a series asks for now, to be changed in the form. */
export function staffDraftOf(needs: readonly Need[], rules: readonly StaffRule[]): StaffDraft {
	const duo = rules.find((rule) => rule.kind === 'duo' && rule.size === 2);
	const together = rules.find((rule) => rule.kind === 'organisations');
	return {
		needs: needs.map(({ id, label, qualification, min, max }) => ({
			key: id,
			id,
			label,
			qualification,
			min,
			max
		})),
		duo: duo !== undefined,
		duoQualification: duo?.kind === 'duo' ? duo.qualification : null,
		together: together !== undefined,
		organisations: together?.kind === 'organisations' ? [...together.organisations] : [],
		otherRules: rules.filter((rule) => rule !== duo && rule !== together)
	};
}

export function staffErrors(draft: StaffDraft): StaffErrors {
	const errors: Record<string, StaffError> = {};
	for (const { key, min, max } of draft.needs) {
		if ((max ?? 0) < 1) errors[`need-${key}`] = 'noPlaces';
		else if ((max ?? 0) < (min ?? 0)) errors[`need-${key}`] = 'leastMost';
	}
	if (draft.duo && draft.duoQualification === null) errors['duo'] = 'duoQualification';
	if (draft.together && draft.organisations.length < 2) errors['organisations'] = 'organisations';
	return errors;
}

export function needInputs({ needs }: StaffDraft): NeedInput[] {
	return needs.map(({ id, label, qualification, min, max }) => ({
		id,
		label: label.trim(),
		qualification,
		min: min ?? 0,
		max: max ?? 1
	}));
}

export function rulesOf(draft: StaffDraft): StaffRule[] {
	const { duo, duoQualification, together, organisations, otherRules } = draft;
	return [
		...(duo && duoQualification !== null
			? [{ kind: 'duo', size: 2, qualification: duoQualification } as const]
			: []),
		...(together ? [{ kind: 'organisations', organisations: [...organisations] } as const] : []),
		...otherRules
	];
}
