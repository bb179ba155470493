import { messages } from './messages.ts';

/** What is said when a person takes something back. */
export const deeds = messages({
	nl: { changedMeanwhile: 'Iemand wijzigde dit intussen; die wijziging blijft staan.' },
	fr: { changedMeanwhile: 'Quelqu’un a modifié ceci entre-temps ; sa modification est conservée.' },
	en: { changedMeanwhile: 'Somebody changed this meanwhile; their change stays.' }
});
