import { messages } from './messages.ts';

/** The sheet about one date of an activity. */
export const dateSheet = messages({
	nl: {
		gone: 'Deze keer bestaat niet meer',
		goneWords:
			'Ze is intussen verwijderd of naar een ander ritme verzet. Wie erop stond, vind je bij Op te lossen.',
		where: 'Waar',
		noVenue: 'Zonder zaal',
		accessible: 'Toegankelijk met een rolstoel',
		held: 'Zaal is gereserveerd',
		requested: 'Zaal is aangevraagd, nog niet gedeeld',
		contested: (title: string, when: string) =>
			`De zaal is al van ${title} (${when}). Kies een ander uur of een andere zaal, of spreek samen af.`,
		rival: (title: string, when: string) =>
			`${title} (${when}) vroeg dezelfde zaal later aan. Jij hebt ze; laat hen weten of je ze afstaat.`,
		unbooked: 'Voor dit uur is de zaal niet gereserveerd.',
		rebook: 'Reserveer opnieuw',
		closedThen: (why: string) => `De locatie is dan niet open (${why}).`,
		taken: (times: string) => `Zaal bezet ${times}, met klaarzetten en opruimen`,
		changeTimeOrVenue: 'Wijzig uur of zaal',
		who: 'Wie',
		nobodyNeeded: 'Hier is niemand voor gevraagd.',
		changeNeeds: 'Wijzig wie er nodig is',
		places: (least: number, most: number) =>
			least === most ? `${most} nodig` : `minstens ${least}, hoogstens ${most}`,
		confirmed: 'bevestigd',
		waitlist: (position: number) => `reservelijst, plaats ${position}`,
		requestedClaim: 'aangevraagd',
		requestedWaiting: 'aangevraagd, komt op de reservelijst',
		assignedBy: (name: string) => `ingezet door ${name}`,
		clash: (name: string) =>
			`${name} staat op dat uur ook elders en telt hier niet mee. Haal haar of hem van een van beide.`,
		over: (count: number) =>
			count === 1
				? 'Er is één persoon te veel. Iedereen houdt zijn plaats tot jij kiest.'
				: `Er zijn ${count} mensen te veel. Iedereen houdt zijn plaats tot jij kiest.`,
		unqualified: (qualification: string) => `heeft ${qualification} niet`,
		cannotCome: (name: string) => `${name} kan toch niet`,
		alsoFollowing: (count: number) =>
			count === 1 ? 'Ook op de volgende keer' : `Ook op de ${count} volgende keren`,
		assign: 'Zet iemand in',
		assignTo: (need: string) => `Zet iemand in: ${need}`,
		stopAssigning: 'Klaar',
		searchPerson: 'Zoek op naam',
		free: 'is dan vrij',
		busy: (title: string, times: string) => `heeft dan ${title}, ${times}`,
		showUnqualified: (qualification: string) => `Toon ook wie ${qualification} niet heeft`,
		noCandidates: 'Niemand gevonden. Voeg mensen toe bij Mensen.',
		putIn: 'Zet in',
		takeOff: (name: string) => `Haal ${name} eraf`,
		takeOffShort: 'Haal eraf',
		takeOffTitle: (name: string) => `${name} van de lijst halen?`,
		takeOffWords: (name: string, title: string, day: string) =>
			`${name} staat dan niet meer op ${title}, ${day}. Wie op de reservelijst staat, schuift op.`,
		takeOffWord: 'Waarom',
		takeOffHint: 'Enkel coördinatoren lezen dit.',
		rules: 'Samen aanwezig',
		ruleDuo: (size: number, qualification: string) =>
			`altijd met ${size}, van wie minstens één ${qualification}`,
		ruleQualified: (count: number, qualification: string) => `altijd ${count} × ${qualification}`,
		ruleOrganisations: (names: string) => `altijd iemand van ${names}`,
		note: 'Nota',
		history: 'Geschiedenis',
		double: 'dubbel ingeschreven',
		withdrawnBy: (name: string) => `uitgeschreven door ${name}`,
		withdrawn: 'uitgeschreven',
		readWord: 'Lees waarom',
		word: (word: string) => `“${word}”`,
		noWord: 'Zonder uitleg.',
		wordComing: 'De uitleg is nog niet op dit toestel. Ze verschijnt zodra er verbinding is.',
		cancelledNotice: 'Deze keer is afgezegd.',
		cancelledWords: 'Ze blijft zichtbaar. Wie ingeschreven was, blijft dat als ze weer doorgaat.',
		restore: 'Laat weer doorgaan',
		change: 'Wijzig',
		moreActions: 'Meer',
		cancelOne: 'Zeg deze keer af',
		cancelOneTitle: 'Deze keer afzeggen?',
		cancelOneWords: (title: string, day: string, people: number) =>
			`${title} op ${day} gaat dan niet door en de zaal komt vrij. ${
				people === 0
					? 'Er is niemand ingeschreven.'
					: people === 1
						? 'Eén persoon is ingeschreven: laat het haar of hem weten.'
						: `${people} mensen zijn ingeschreven: laat het hun weten.`
			}`,
		cancelFollowing: 'Zeg deze en volgende af',
		cancelFollowingTitle: 'Deze en alle volgende afzeggen?',
		cancelFollowingWords: (title: string, count: number) =>
			count === 1
				? `Eén keer van ${title} gaat dan niet door en de zaal komt vrij.`
				: `${title} gaat dan ${count} keer niet door en de zaal komt telkens vrij.`,
		removeSeries: 'Verwijder de hele activiteit',
		removeTitle: 'De hele activiteit verwijderen?',
		removeWords: (title: string, people: number) =>
			`${title} verdwijnt met alle keren, ook de voorbije, en de zalen komen vrij. ${
				people === 0
					? ''
					: people === 1
						? 'Eén inschrijving komt bij Op te lossen.'
						: `${people} inschrijvingen komen bij Op te lossen.`
			}`,
		differs: 'Deze keer wijkt af van de reeks.'
	},
	fr: {
		gone: 'Cette séance n’existe plus',
		goneWords:
			'Elle a été supprimée ou suit un autre rythme. Vous trouverez les personnes inscrites dans À régler.',
		where: 'Où',
		noVenue: 'Sans salle',
		accessible: 'Accessible en fauteuil roulant',
		held: 'La salle est réservée',
		requested: 'La salle est demandée, mais pas encore partagée',
		contested: (title, when) =>
			`La salle est déjà prise par ${title} (${when}). Choisissez une autre heure ou une autre salle, ou mettez-vous d’accord.`,
		rival: (title, when) =>
			`${title} (${when}) a demandé la même salle plus tard. Elle est à vous ; dites-leur si vous la cédez.`,
		unbooked: 'La salle n’est pas réservée pour cette heure.',
		rebook: 'Réserver à nouveau',
		closedThen: (why) => `Le lieu n’est pas ouvert à ce moment (${why}).`,
		taken: (times) => `Salle occupée ${times}, installation et rangement compris`,
		changeTimeOrVenue: 'Modifier l’heure ou la salle',
		who: 'Qui',
		nobodyNeeded: 'Personne n’est demandé ici.',
		changeNeeds: 'Modifier les besoins',
		places: (least, most) => (least === most ? `${most} requis` : `de ${least} à ${most}`),
		confirmed: 'confirmé',
		waitlist: (position) => `liste d’attente, place ${position}`,
		requestedClaim: 'en demande',
		requestedWaiting: 'en demande, ira sur la liste d’attente',
		assignedBy: (name) => `inscrit(e) par ${name}`,
		clash: (name) =>
			`${name} est aussi ailleurs à cette heure et ne compte pas ici. Retirez cette personne d’un des deux endroits.`,
		over: (count) =>
			count === 1
				? 'Il y a une personne de trop. Chacun garde sa place jusqu’à votre choix.'
				: `Il y a ${count} personnes de trop. Chacun garde sa place jusqu’à votre choix.`,
		unqualified: (qualification) => `n’a pas ${qualification}`,
		cannotCome: (name) => `${name} ne peut finalement pas`,
		alsoFollowing: (count) =>
			count === 1 ? 'Aussi à la séance suivante' : `Aussi aux ${count} séances suivantes`,
		assign: 'Inscrire quelqu’un',
		assignTo: (need) => `Inscrire quelqu’un : ${need}`,
		stopAssigning: 'Terminé',
		searchPerson: 'Chercher un nom',
		free: 'est libre',
		busy: (title, times) => `a déjà ${title}, ${times}`,
		showUnqualified: (qualification) => `Montrer aussi qui n’a pas ${qualification}`,
		noCandidates: 'Personne trouvé. Ajoutez des personnes dans Personnes.',
		putIn: 'Inscrire',
		takeOff: (name) => `Retirer ${name}`,
		takeOffShort: 'Retirer',
		takeOffTitle: (name) => `Retirer ${name} ?`,
		takeOffWords: (name, title, day) =>
			`${name} ne sera plus sur ${title}, ${day}. La liste d’attente avance.`,
		takeOffWord: 'Pourquoi',
		takeOffHint: 'Seuls les coordinateurs le lisent.',
		rules: 'Présents ensemble',
		ruleDuo: (size, qualification) => `toujours à ${size}, dont au moins un(e) ${qualification}`,
		ruleQualified: (count, qualification) => `toujours ${count} × ${qualification}`,
		ruleOrganisations: (names) => `toujours quelqu’un de ${names}`,
		note: 'Note',
		history: 'Historique',
		double: 'inscrit deux fois',
		withdrawnBy: (name) => `désinscrit par ${name}`,
		withdrawn: 'désinscrit',
		readWord: 'Lire pourquoi',
		word: (word) => `« ${word} »`,
		noWord: 'Sans explication.',
		wordComing:
			'L’explication n’est pas encore sur cet appareil. Elle apparaîtra dès qu’il y aura une connexion.',
		cancelledNotice: 'Cette séance est annulée.',
		cancelledWords: 'Elle reste visible. Les inscriptions restent valables si elle a lieu.',
		restore: 'Rétablir',
		change: 'Modifier',
		moreActions: 'Plus',
		cancelOne: 'Annuler cette séance',
		cancelOneTitle: 'Annuler cette séance ?',
		cancelOneWords: (title, day, people) =>
			`${title}, ${day}, n’aura pas lieu et la salle se libère. ${
				people === 0
					? 'Personne n’est inscrit.'
					: people === 1
						? 'Une personne est inscrite : prévenez-la.'
						: `${people} personnes sont inscrites : prévenez-les.`
			}`,
		cancelFollowing: 'Annuler celle-ci et les suivantes',
		cancelFollowingTitle: 'Annuler celle-ci et toutes les suivantes ?',
		cancelFollowingWords: (title, count) =>
			count === 1
				? `Une séance de ${title} n’aura pas lieu et la salle se libère.`
				: `${count} séances de ${title} n’auront pas lieu et la salle se libère.`,
		removeSeries: 'Supprimer toute l’activité',
		removeTitle: 'Supprimer toute l’activité ?',
		removeWords: (title, people) =>
			`${title} disparaît avec toutes ses séances, même passées, et les salles se libèrent. ${
				people === 0
					? ''
					: people === 1
						? 'Une inscription ira dans À régler.'
						: `${people} inscriptions iront dans À régler.`
			}`,
		differs: 'Cette séance diffère de la série.'
	},
	en: {
		gone: 'This date is no longer there',
		goneWords:
			'It was removed or follows another rhythm now. Whoever was on it is listed under To settle.',
		where: 'Where',
		noVenue: 'Without a room',
		accessible: 'Wheelchair accessible',
		held: 'The room is booked',
		requested: 'The room is asked for, not yet shared',
		contested: (title, when) =>
			`The room is already held by ${title} (${when}). Choose another time or room, or agree together.`,
		rival: (title, when) =>
			`${title} (${when}) asked for the same room later. You hold it; tell them whether you give it up.`,
		unbooked: 'The room is not booked for this time.',
		rebook: 'Book again',
		closedThen: (why) => `The venue is not open then (${why}).`,
		taken: (times) => `Room taken ${times}, set-up and clearing included`,
		changeTimeOrVenue: 'Change time or room',
		who: 'Who',
		nobodyNeeded: 'Nobody is asked for here.',
		changeNeeds: 'Change who is needed',
		places: (least, most) =>
			least === most ? `${most} needed` : `at least ${least}, at most ${most}`,
		confirmed: 'confirmed',
		waitlist: (position) => `waiting list, place ${position}`,
		requestedClaim: 'requested',
		requestedWaiting: 'requested, will be on the waiting list',
		assignedBy: (name) => `assigned by ${name}`,
		clash: (name) =>
			`${name} is elsewhere at that time and does not count here. Remove this person from one of the two.`,
		over: (count) =>
			count === 1
				? 'There is one person too many. Everybody keeps a place until you choose.'
				: `There are ${count} people too many. Everybody keeps a place until you choose.`,
		unqualified: (qualification) => `does not have ${qualification}`,
		cannotCome: (name) => `${name} can’t make it after all`,
		alsoFollowing: (count) =>
			count === 1 ? 'The next date as well' : `The next ${count} dates as well`,
		assign: 'Assign somebody',
		assignTo: (need) => `Assign somebody: ${need}`,
		stopAssigning: 'Done',
		searchPerson: 'Search by name',
		free: 'is free then',
		busy: (title, times) => `has ${title} then, ${times}`,
		showUnqualified: (qualification) => `Also show who does not have ${qualification}`,
		noCandidates: 'Nobody found. Add people in People.',
		putIn: 'Assign',
		takeOff: (name) => `Remove ${name}`,
		takeOffShort: 'Remove',
		takeOffTitle: (name) => `Remove ${name}?`,
		takeOffWords: (name, title, day) =>
			`${name} will no longer be on ${title}, ${day}. The waiting list moves up.`,
		takeOffWord: 'Why',
		takeOffHint: 'Only coordinators read this.',
		rules: 'Present together',
		ruleDuo: (size, qualification) => `always ${size}, of whom at least one ${qualification}`,
		ruleQualified: (count, qualification) => `always ${count} × ${qualification}`,
		ruleOrganisations: (names) => `always somebody of ${names}`,
		note: 'Note',
		history: 'History',
		double: 'signed up twice',
		withdrawnBy: (name) => `removed by ${name}`,
		withdrawn: 'withdrew',
		readWord: 'Read why',
		word: (word) => `“${word}”`,
		noWord: 'Without explanation.',
		wordComing:
			'The explanation is not on this device yet. It appears as soon as there is a connection.',
		cancelledNotice: 'This date is cancelled.',
		cancelledWords: 'It stays in sight. Whoever signed up stays so if it goes ahead after all.',
		restore: 'Let it go ahead',
		change: 'Change',
		moreActions: 'More',
		cancelOne: 'Cancel this date',
		cancelOneTitle: 'Cancel this date?',
		cancelOneWords: (title, day, people) =>
			`${title} on ${day} will not take place and the room is given back. ${
				people === 0
					? 'Nobody has signed up.'
					: people === 1
						? 'One person has signed up: let them know.'
						: `${people} people have signed up: let them know.`
			}`,
		cancelFollowing: 'Cancel this and following',
		cancelFollowingTitle: 'Cancel this and all following dates?',
		cancelFollowingWords: (title, count) =>
			count === 1
				? `One date of ${title} will not take place and the room is given back.`
				: `${count} dates of ${title} will not take place and the room is given back.`,
		removeSeries: 'Remove the whole activity',
		removeTitle: 'Remove the whole activity?',
		removeWords: (title, people) =>
			`${title} goes with all its dates, past ones too, and the rooms are given back. ${
				people === 0
					? ''
					: people === 1
						? 'One sign-up goes to To settle.'
						: `${people} sign-ups go to To settle.`
			}`,
		differs: 'This date differs from the series.'
	}
});
