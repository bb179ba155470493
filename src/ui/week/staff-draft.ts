import type { NeedInput } from '#document/commands/activities.ts';
import type { Asked } from '#document/commands/staff.ts';
import type { NeedId, OrganisationId, QualificationId } from '#domain/ids.ts';
import type { Need, Occurrence, StaffRule } from '#domain/series/series.ts';

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

/** @param mayBeNone whether a task may ask for nobody: on one date it may, in the whole series it is removed */
export function staffErrors(
	draft: StaffDraft,
	mayBeNone: (need: NeedDraft) => boolean = () => false
): StaffErrors {
	const errors: Record<string, StaffError> = {};
	for (const need of draft.needs) {
		const [min, max] = [need.min ?? 0, need.max ?? 0];
		if (max < 1 && !mayBeNone(need)) errors[`need-${need.key}`] = 'noPlaces';
		else if (max < min) errors[`need-${need.key}`] = 'leastMost';
	}
	if (draft.duo && draft.duoQualification === null) errors['duo'] = 'duoQualification';
	if (draft.together && draft.organisations.length < 2) errors['organisations'] = 'organisations';
	return errors;
}

/** What was changed about who is needed. */
export interface StaffEdit {
	/** Tasks of which other numbers are asked for. */
	readonly asked: readonly Asked[];
	readonly added: readonly NeedInput[];
	/** All tasks as they are to be when this holds for the whole series. */
	readonly whole: readonly NeedInput[];
	/** Null where they stay what they are. */
	readonly rules: readonly StaffRule[] | null;
}

/**
 * What the form changed about a date: only that is written, so that what a colleague changed meanwhile stays.
 *
 * @param before the date as it was when the form was opened
 * @param usual what the series itself asks for now
 */
export function staffEdit(
	draft: StaffDraft,
	before: Pick<Occurrence, 'needs' | 'staffRules'>,
	usual: readonly Need[]
): StaffEdit {
	const inputs = needInputs(draft);
	const asked = before.needs.flatMap((need): Asked[] => {
		const { min, max } = inputs.find(({ id }) => id === need.id) ?? { min: 0, max: 0 };
		return min === need.min && max === need.max ? [] : [{ need: need.id, min, max }];
	});
	const isAsked = (id: NeedId | null) => asked.some(({ need }) => need === id);
	const rules = rulesOf(draft);
	return {
		asked,
		added: inputs.filter(({ id }) => id === null),
		whole: [
			...inputs.map((input) => {
				const { min, max } = usual.find(({ id }) => id === input.id) ?? input;
				return isAsked(input.id) ? input : { ...input, min, max };
			}),
			...usual.filter(({ id }) => before.needs.every((need) => need.id !== id))
		],
		rules: JSON.stringify(rules) === JSON.stringify(before.staffRules) ? null : rules
	};
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
