import CalendarDays from '@lucide/svelte/icons/calendar-days';
import ClipboardCheck from '@lucide/svelte/icons/clipboard-check';
import HandHeart from '@lucide/svelte/icons/hand-heart';
import MapPin from '@lucide/svelte/icons/map-pin';
import Settings from '@lucide/svelte/icons/settings';
import Users from '@lucide/svelte/icons/users';
import type { Role } from '#domain/access/access.ts';
import type { Icon, NavItem } from '../kit/types.ts';
import type { door } from '../text/door.ts';

/** The sections of a workspace as they stand in its addresses. */
type Section = 'week' | 'shiften' | 'open' | 'locaties' | 'mensen' | 'instellingen';

type Words = (typeof door)['nl']['nav'];

const icons: Record<Section, Icon> = {
	week: CalendarDays,
	shiften: ClipboardCheck,
	open: HandHeart,
	locaties: MapPin,
	mensen: Users,
	instellingen: Settings
};

const labels: Record<Section, keyof Words> = {
	week: 'week',
	shiften: 'shifts',
	open: 'open',
	locaties: 'venues',
	mensen: 'people',
	instellingen: 'settings'
};

const sections: Record<Role, readonly Section[]> = {
	coordinator: ['week', 'shiften', 'locaties', 'mensen', 'instellingen'],
	partner: ['shiften', 'open', 'locaties'],
	volunteer: ['shiften', 'open']
};

/** The sections that a member finds in the bar or rail. */
export function navigation(
	workspace: string,
	role: Role,
	path: string,
	words: Words
): readonly NavItem[] {
	return sections[role].map((section) => {
		const href = `/w/${workspace}/${section}`;
		const current = path === href || path.startsWith(`${href}/`);
		return { href, current, icon: icons[section], label: words[labels[section]] };
	});
}

const forCoordinators: readonly Section[] = ['week', 'mensen', 'instellingen'];

/** Whether the section of this address is one for coordinators only. */
export function isForCoordinators(workspace: string, path: string): boolean {
	return forCoordinators.some((section) => path.startsWith(`/w/${workspace}/${section}`));
}

/** Where a member begins: coordinators with the week, the others with their shifts. */
export function homeOf(workspace: string, role: Role): string {
	return `/w/${workspace}/${role === 'coordinator' ? 'week' : 'shiften'}`;
}
