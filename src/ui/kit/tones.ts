import CircleAlert from '@lucide/svelte/icons/circle-alert';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import Info from '@lucide/svelte/icons/info';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import UserRoundCheck from '@lucide/svelte/icons/user-round-check';
import type { Icon, Tone } from './types.ts';

/** The sign of each tone, different in shape and not only in colour. */
export const toneIcons: Record<Tone, Icon> = {
	neutral: Info,
	accent: UserRoundCheck,
	attention: TriangleAlert,
	trouble: CircleAlert,
	good: CircleCheck
};
