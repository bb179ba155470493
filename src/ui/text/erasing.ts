import { counted } from './format.ts';
import { messages } from './messages.ts';

/** Erasing somebody for good: what goes, what stays, and what nobody can reach. */
export const erasing = messages({
	nl: {
		erase: 'Wis alle gegevens',
		eraseNamed: (name: string) => `Wis alle gegevens van ${name}`,
		notYourself: 'Jezelf kan je niet wissen. Vraag het aan een andere coördinator.',
		title: (name: string) => `Alle gegevens van ${name} wissen?`,
		forGood: 'Dit kan je niet ongedaan maken.',
		goes: 'Dit verdwijnt',
		goesList: [
			'Naam, contactgegevens, kwalificaties en nota.',
			'De woorden bij afmeldingen, van deze persoon zelf en van wie deze persoon van een shift haalde.',
			'De toegang: de eigen toestellen worden afgesloten en er is geen weg terug. Wie later weer meedoet, voeg je toe als nieuwe persoon.'
		],
		stays: 'Dit blijft',
		staysList: [
			'Dat er plaatsen bezet waren: het rooster blijft kloppen. Bij die plaatsen staat geen naam meer, alleen “Niet bekend”.',
			'Wat iemand over deze persoon schreef in een nota, een titel of een plan. Dat pas je zelf aan.',
			'Bewaarde bestanden, afdrukken en oudere reservekopieën: daar kan Draaiboek niets uit wissen.'
		],
		others:
			'Op andere toestellen verdwijnt de naam zodra ze weer delen. Een toestel dat nooit meer verbinding maakt, houdt zijn kopie.',
		upcoming: (count: number) =>
			`Er ${count === 1 ? 'staat' : 'staan'} nog ${counted(count, 'shift', 'shiften', 'nl')} op het rooster voor deze persoon. Die plaatsen blijven bezet: maak ze eerst vrij als iemand anders moet komen.`,
		confirm: 'Wis voorgoed',
		busy: 'Wordt gewist …',
		offline: 'Er is nu geen verbinding. Wissen kan pas als er weer verbinding is.',
		notShared:
			'Deze werking staat alleen op dit toestel. Verwijder de persoon, of wis de werking van dit toestel.',
		done: 'De gegevens worden gewist. De naam verdwijnt zo meteen uit de lijst.',
		own: {
			title: 'Je gegevens zijn gewist',
			why: (workspace: string) =>
				`Een coördinator van ${workspace} liet alles wissen wat er over jou bewaard werd. Daarom gaat de planning op dit toestel niet meer open, en wat je nog zou doen komt nergens aan.`,
			here: 'Op dit toestel staat nog een kopie. Wis die ook.',
			ask: 'Was dit niet de bedoeling? Praat met een coördinator. Meedoen kan weer met een nieuwe link, als nieuwe persoon.'
		}
	},
	fr: {
		erase: 'Effacer toutes les données',
		eraseNamed: (name) => `Effacer toutes les données de ${name}`,
		notYourself:
			'Vous ne pouvez pas vous effacer vous-même. Demandez-le à une autre personne de la coordination.',
		title: (name) => `Effacer toutes les données de ${name} ?`,
		forGood: 'Vous ne pourrez pas revenir en arrière.',
		goes: 'Ce qui disparaît',
		goesList: [
			'Le nom, les coordonnées, les qualifications et la note.',
			'Les mots laissés lors des désistements, par cette personne et par qui l’a retirée d’une permanence.',
			'L’accès : ses appareils sont fermés et il n’y a pas de retour. Si cette personne participe à nouveau un jour, ajoutez-la comme une nouvelle personne.'
		],
		stays: 'Ce qui reste',
		staysList: [
			'Que des places étaient prises : l’horaire reste juste. Ces places n’ont plus de nom, seulement « Inconnu ».',
			'Ce que quelqu’un a écrit sur cette personne dans une note, un titre ou un plan. C’est à vous de l’adapter.',
			'Les fichiers enregistrés, les impressions et les anciennes sauvegardes : Draaiboek ne peut rien y effacer.'
		],
		others:
			'Sur les autres appareils, le nom disparaît dès qu’ils partagent à nouveau. Un appareil qui ne se connecte plus jamais garde sa copie.',
		upcoming: (count) =>
			`Cette personne est encore à l’horaire pour ${counted(count, 'permanence', 'permanences', 'fr')}. Ces places restent prises : libérez-les d’abord si quelqu’un d’autre doit venir.`,
		confirm: 'Effacer pour toujours',
		busy: 'Effacement en cours…',
		offline:
			'Il n’y a pas de connexion pour le moment. On ne peut effacer qu’une fois la connexion revenue.',
		notShared:
			'Cette initiative n’existe que sur cet appareil. Retirez la personne, ou effacez l’initiative de cet appareil.',
		done: 'Les données sont effacées. Le nom quitte la liste dans un instant.',
		own: {
			title: 'Vos données sont effacées',
			why: (workspace) =>
				`La coordination de ${workspace} a fait effacer tout ce qui était gardé sur vous. Le planning ne s’ouvre donc plus sur cet appareil, et ce que vous feriez encore n’arrive nulle part.`,
			here: 'Une copie se trouve encore sur cet appareil. Effacez-la aussi.',
			ask: 'Ce n’était pas voulu ? Parlez-en à la coordination. Vous pourrez participer à nouveau avec un nouveau lien, comme une nouvelle personne.'
		}
	},
	en: {
		erase: 'Erase all data',
		eraseNamed: (name) => `Erase all data of ${name}`,
		notYourself: 'You can’t erase yourself. Ask another coordinator.',
		title: (name) => `Erase all data of ${name}?`,
		forGood: 'You can’t undo this.',
		goes: 'What goes',
		goesList: [
			'Name, contact details, qualifications and note.',
			'The words with withdrawals, by this person and by whoever took this person off a shift.',
			'Access: the person’s own devices are closed, and there is no way back. Should this person take part again one day, add a new person.'
		],
		stays: 'What stays',
		staysList: [
			'That places were taken: the roster stays right. Those places have no name any more, only “Not known”.',
			'What somebody wrote about this person in a note, a title or a plan. You change that yourself.',
			'Saved files, prints and older backups: Draaiboek can’t erase anything from those.'
		],
		others:
			'On other devices the name goes as soon as they share again. A device that never connects again keeps its copy.',
		upcoming: (count) =>
			`This person is still on the roster for ${counted(count, 'shift', 'shifts', 'en')}. Those places stay taken: free them first if somebody else must come.`,
		confirm: 'Erase for good',
		busy: 'Erasing …',
		offline: 'There is no connection now. Erasing works as soon as there is one.',
		notShared:
			'This initiative is only on this device. Remove the person, or wipe the initiative off this device.',
		done: 'The data are being erased. The name leaves the list in a moment.',
		own: {
			title: 'Your data were erased',
			why: (workspace) =>
				`A coordinator of ${workspace} had everything erased that was kept about you. That is why the planning no longer opens on this device, and what you would still do arrives nowhere.`,
			here: 'A copy is still on this device. Wipe it, too.',
			ask: 'Was this not meant to be? Talk to a coordinator. You can take part again with a new link, as a new person.'
		}
	}
});
