import type { Component, Snippet } from 'svelte';

/** A lucide icon as it is imported: `import Calendar from '@lucide/svelte/icons/calendar'`. */
export type Icon = Component<{ size?: number | string; strokeWidth?: number | string }>;

/** What a message or a state means; the word and the icon say it, the colour only helps. */
export type Tone = 'neutral' | 'accent' | 'attention' | 'trouble' | 'good';

/** One of several answers, of which one is chosen. */
export interface Choice<Value extends string> {
	readonly value: Value;
	readonly label: string;
	readonly hint?: string | undefined;
	readonly icon?: Icon | undefined;
	/** The language of its label, where that is not the screen's. */
	readonly lang?: string;
}

/** A place in the app that the shell or a row of tabs leads to. */
export interface NavItem {
	readonly href: string;
	readonly label: string;
	readonly icon: Icon;
	readonly current: boolean;
}

export interface Tab {
	readonly href: string;
	readonly label: string;
	readonly current: boolean;
	/** How many things wait behind it; absent or 0 shows nothing. */
	readonly count?: number | undefined;
}

/** A line of a menu: it does something, or leads somewhere. */
export type MenuItem = {
	readonly label: string;
	readonly icon?: Icon | undefined;
	readonly danger?: boolean | undefined;
	/** Why it can't be chosen now; the line stays reachable, so that everybody can learn why. */
	readonly reason?: string | null | undefined;
	readonly current?: boolean | undefined;
} & ({ readonly onchoose: () => void } | { readonly href: string });

export interface Column {
	readonly key: string;
	readonly label: string;
	/** Figures stand to the right, so that they can be compared. */
	readonly align?: 'start' | 'end' | undefined;
	/** The column that names the row: the heading of the card on a phone. */
	readonly names?: boolean | undefined;
	readonly width?: string | undefined;
}

/** What a field hands to the control inside it, so that the two are read as one. */
export interface Wiring {
	readonly id: string;
	readonly describedby: string | undefined;
	readonly invalid: true | undefined;
}

/** What every field can be told. */
export interface FieldProps {
	label: string;
	hint?: string | undefined;
	/** What is wrong and what to do about it; empty or absent when nothing is. */
	error?: string | null | undefined;
	/** Says so beside the label: what must be filled in is the rule, not the exception. */
	optional?: boolean | undefined;
	/** The label is spoken but not shown: for a field whose place says what it is. */
	hideLabel?: boolean | undefined;
	after?: Snippet | undefined;
}
