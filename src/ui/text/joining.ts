import { counted } from './format.ts';
import { messages } from './messages.ts';

/** Inviting people, their devices and what they may do. */
export const joining = messages({
	nl: {
		invite: 'Nodig uit',
		inviteNamed: (name: string) => `${name} uitnodigen`,
		inviteAnybody: 'Iemand uitnodigen',
		states: {
			joined: (devices: number) =>
				devices === 1 ? 'Doet mee' : `Doet mee · ${devices} toestellen`,
			invited: 'Uitgenodigd',
			never: 'Nog niet uitgenodigd',
			'shut-out': 'Toestel ingetrokken'
		},
		neverCount: (count: number) =>
			`${counted(count, 'persoon is', 'personen zijn', 'nl')} nog niet uitgenodigd.`,
		showNever: 'Toon wie',
		showAll: 'Toon iedereen',
		roles: { coordinator: 'Coördinator', partner: 'Partner', volunteer: 'Vrijwilliger' },
		roleHints: {
			coordinator: 'Plant mee: activiteiten, locaties, mensen. Ziet contactgegevens.',
			partner: 'Beheert de openingsuren en sluitingen van de eigen organisatie.',
			volunteer: 'Ziet de eigen shiften en schrijft zich in.'
		},
		role: 'Wat mag deze persoon?',
		roleTitle: 'Rol',
		whichRole: 'Uitnodigen als',
		makeLink: 'Maak de link',
		making: 'De link wordt gemaakt …',
		anybodyWords: 'Wie de link als eerste gebruikt, vult zelf een naam in en doet mee.',
		linkReady: 'De link is klaar',
		linkWords: (until: string) =>
			`Hij werkt één keer, tot ${until}. Verstuur hem nu: daarna wordt hij niet meer getoond.`,
		link: 'Link',
		scan: (workspace: string) => `Scan om mee te doen met ${workspace}`,
		qrWords: 'Of laat deze code scannen met de camera van de telefoon.',
		shareTitle: (workspace: string) => `Doe mee met ${workspace}`,
		shareWords: (workspace: string, until: string) =>
			`Je bent uitgenodigd om mee te doen met ${workspace}. Open deze link op je telefoon. Hij werkt één keer, tot ${until}.`,
		cannotCopy:
			'Kopiëren lukt hier niet vanzelf. De link is geselecteerd: kopieer hem zelf, met Ctrl+C of door hem ingedrukt te houden.',
		done: 'Klaar',
		printTitle: (workspace: string) => `Doe mee met ${workspace}`,
		printFor: (name: string) => `Voor ${name}`,
		printSteps: [
			'Open de camera van je telefoon.',
			'Richt hem op de code en tik op de link.',
			'Je hebt geen account of wachtwoord nodig.'
		],
		printUntil: (until: string) => `Deze code werkt één keer, tot ${until}.`,
		open: 'Open uitnodigingen',
		openFor: (name: string | null, role: string) => (name ? `${name} · ${role}` : role),
		firstUser: 'Wie de link eerst gebruikt',
		validUntil: (until: string) => `Geldig tot ${until}`,
		withdrawInvitation: 'Trek in',
		withdrawInvitationNamed: (name: string) => `Trek in: uitnodiging ${name}`,
		invitationWithdrawn: 'De link werkt niet meer.',
		devices: 'Toestellen',
		noDevices: (name: string) => `${name} doet nog niet mee op een eigen toestel.`,
		joinedAt: (when: string) => `Doet mee sinds ${when}`,
		seenAt: (when: string) => `Laatst gezien ${when}`,
		deviceGone: (when: string) => `Ingetrokken ${when}`,
		withdrawDevice: 'Trek in',
		withdrawDeviceNamed: (label: string) => `Trek in: ${label}`,
		withdrawTitle: 'Toestel intrekken?',
		withdrawWords: (label: string, name: string) =>
			`${label} van ${name} wordt meteen geweigerd en krijgt geen gegevens meer. Wat op dat toestel nog niet gedeeld was, komt niet meer binnen. Een nieuwe uitnodiging maakt dit weer goed.`,
		withdrawConfirm: 'Trek het toestel in',
		withdrawing: 'Wordt ingetrokken …',
		deviceWithdrawn: (label: string) => `${label} heeft geen toegang meer.`,
		changeRole: 'Wijzig de rol',
		roleChanged: (name: string, role: string) => `${name} is nu ${role.toLowerCase()}.`,
		partnerOf: 'Voor welke organisaties?',
		partnerMissing: 'Kies minstens één organisatie.',
		noOrganisations: 'Er zijn nog geen organisaties. Voeg er eerst een toe bij Instellingen.',
		lastCoordinator:
			'Dit is de enige coördinator. Maak eerst iemand anders coördinator, dan kan je dit wijzigen.',
		offline:
			'Er is nu geen verbinding. Uitnodigen en toestellen bekijken lukt zodra er weer verbinding is; al de rest werkt gewoon verder.',
		asking: 'Wie meedoet wordt opgevraagd …',
		old: 'Wat je hier ziet over toestellen en uitnodigingen kan verouderd zijn.'
	},
	fr: {
		invite: 'Inviter',
		inviteNamed: (name) => `Inviter ${name}`,
		inviteAnybody: 'Inviter quelqu’un',
		states: {
			joined: (devices) => (devices === 1 ? 'Participe' : `Participe · ${devices} appareils`),
			invited: 'Invitation envoyée',
			never: 'Pas encore d’invitation',
			'shut-out': 'Appareil retiré'
		},
		neverCount: (count) =>
			`${counted(count, 'personne n’a', 'personnes n’ont', 'fr')} pas encore reçu d’invitation.`,
		showNever: 'Voir qui',
		showAll: 'Voir tout le monde',
		roles: { coordinator: 'Coordination', partner: 'Partenaire', volunteer: 'Bénévole' },
		roleHints: {
			coordinator: 'Planifie : activités, lieux, personnes. Voit les coordonnées.',
			partner: 'Gère les heures d’ouverture et fermetures de sa propre organisation.',
			volunteer: 'Voit ses propres permanences et s’inscrit.'
		},
		role: 'Que peut faire cette personne ?',
		roleTitle: 'Rôle',
		whichRole: 'Inviter comme',
		makeLink: 'Créer le lien',
		making: 'Le lien est en cours de création…',
		anybodyWords: 'La première personne qui utilise le lien indique son nom et participe.',
		linkReady: 'Le lien est prêt',
		linkWords: (until) =>
			`Il fonctionne une seule fois, jusqu’au ${until}. Envoyez-le maintenant : il ne sera plus montré.`,
		link: 'Lien',
		scan: (workspace) => `Scanner pour participer à ${workspace}`,
		qrWords: 'Ou faites scanner ce code avec l’appareil photo du téléphone.',
		shareTitle: (workspace) => `Participez à ${workspace}`,
		shareWords: (workspace, until) =>
			`Vous êtes invité à participer à ${workspace}. Ouvrez ce lien sur votre téléphone. Il fonctionne une seule fois, jusqu’au ${until}.`,
		cannotCopy:
			'La copie ne se fait pas toute seule ici. Le lien est sélectionné : copiez-le vous-même, avec Ctrl+C ou en appuyant longuement.',
		done: 'Terminé',
		printTitle: (workspace) => `Participez à ${workspace}`,
		printFor: (name) => `Pour ${name}`,
		printSteps: [
			'Ouvrez l’appareil photo de votre téléphone.',
			'Visez le code et touchez le lien.',
			'Il ne faut ni compte ni mot de passe.'
		],
		printUntil: (until) => `Ce code fonctionne une seule fois, jusqu’au ${until}.`,
		open: 'Invitations en cours',
		openFor: (name, role) => (name ? `${name} · ${role}` : role),
		firstUser: 'La première personne qui utilise le lien',
		validUntil: (until) => `Valable jusqu’au ${until}`,
		withdrawInvitation: 'Retirer',
		withdrawInvitationNamed: (name) => `Retirer l’invitation : ${name}`,
		invitationWithdrawn: 'Le lien ne fonctionne plus.',
		devices: 'Appareils',
		noDevices: (name) => `${name} ne participe pas encore avec son propre appareil.`,
		joinedAt: (when) => `Participe depuis ${when}`,
		seenAt: (when) => `Vu pour la dernière fois ${when}`,
		deviceGone: (when) => `Retiré ${when}`,
		withdrawDevice: 'Retirer',
		withdrawDeviceNamed: (label) => `Retirer ${label}`,
		withdrawTitle: 'Retirer l’appareil ?',
		withdrawWords: (label, name) =>
			`${label} de ${name} sera refusé immédiatement et ne recevra plus de données. Ce qui n’était pas encore partagé sur cet appareil n’arrivera plus. Une nouvelle invitation rétablit l’accès.`,
		withdrawConfirm: 'Retirer l’appareil',
		withdrawing: 'Retrait en cours…',
		deviceWithdrawn: (label) => `${label} n’a plus accès.`,
		changeRole: 'Modifier le rôle',
		roleChanged: (name, role) => `Nouveau rôle de ${name} : ${role.toLowerCase()}.`,
		partnerOf: 'Pour quelles organisations ?',
		partnerMissing: 'Choisissez au moins une organisation.',
		noOrganisations:
			'Il n’y a pas encore d’organisations. Ajoutez-en d’abord une dans les Réglages.',
		lastCoordinator:
			'C’est la seule personne qui coordonne. Désignez d’abord quelqu’un d’autre, puis modifiez ceci.',
		offline:
			'Il n’y a pas de connexion pour le moment. Vous pourrez inviter et voir les appareils dès que vous serez en ligne ; tout le reste continue de fonctionner.',
		asking: 'Recherche de qui participe…',
		old: 'Ce que vous voyez ici sur les appareils et invitations n’est peut-être plus à jour.'
	},
	en: {
		invite: 'Invite',
		inviteNamed: (name) => `Invite ${name}`,
		inviteAnybody: 'Invite somebody',
		states: {
			joined: (devices) => (devices === 1 ? 'Takes part' : `Takes part · ${devices} devices`),
			invited: 'Invited',
			never: 'Not invited yet',
			'shut-out': 'Device withdrawn'
		},
		neverCount: (count) => `${counted(count, 'person was', 'people were', 'en')} not invited yet.`,
		showNever: 'Show who',
		showAll: 'Show everybody',
		roles: { coordinator: 'Coordinator', partner: 'Partner', volunteer: 'Volunteer' },
		roleHints: {
			coordinator: 'Plans along: activities, venues, people. Sees contact details.',
			partner: 'Keeps the opening hours and closures of their own organisation.',
			volunteer: 'Sees their own shifts and puts themselves on one.'
		},
		role: 'What may this person do?',
		roleTitle: 'Role',
		whichRole: 'Invite as',
		makeLink: 'Make the link',
		making: 'The link is being made…',
		anybodyWords: 'Whoever uses the link first fills in a name and takes part.',
		linkReady: 'The link is ready',
		linkWords: (until) => `It works once, until ${until}. Send it now: it is not shown again.`,
		link: 'Link',
		scan: (workspace) => `Scan to take part in ${workspace}`,
		qrWords: 'Or let this code be scanned with the phone’s camera.',
		shareTitle: (workspace) => `Take part in ${workspace}`,
		shareWords: (workspace, until) =>
			`You are invited to take part in ${workspace}. Open this link on your phone. It works once, until ${until}.`,
		cannotCopy:
			'Copying does not work by itself here. The link is selected: copy it yourself, with Ctrl+C or by pressing and holding it.',
		done: 'Done',
		printTitle: (workspace) => `Take part in ${workspace}`,
		printFor: (name) => `For ${name}`,
		printSteps: [
			'Open the camera of your phone.',
			'Point it at the code and tap the link.',
			'You need no account and no password.'
		],
		printUntil: (until) => `This code works once, until ${until}.`,
		open: 'Open invitations',
		openFor: (name, role) => (name ? `${name} · ${role}` : role),
		firstUser: 'Whoever uses the link first',
		validUntil: (until) => `Valid until ${until}`,
		withdrawInvitation: 'Withdraw',
		withdrawInvitationNamed: (name) => `Withdraw the invitation: ${name}`,
		invitationWithdrawn: 'The link no longer works.',
		devices: 'Devices',
		noDevices: (name) => `${name} does not take part on a device yet.`,
		joinedAt: (when) => `Takes part since ${when}`,
		seenAt: (when) => `Last seen ${when}`,
		deviceGone: (when) => `Withdrawn ${when}`,
		withdrawDevice: 'Withdraw',
		withdrawDeviceNamed: (label) => `Withdraw ${label}`,
		withdrawTitle: 'Withdraw the device?',
		withdrawWords: (label, name) =>
			`${label} of ${name} is refused at once and gets no more data. What was not shared yet on that device will not arrive. A new invitation puts this right.`,
		withdrawConfirm: 'Withdraw the device',
		withdrawing: 'Being withdrawn…',
		deviceWithdrawn: (label) => `${label} no longer has access.`,
		changeRole: 'Change the role',
		roleChanged: (name, role) => `${name} is now ${role.toLowerCase()}.`,
		partnerOf: 'For which organisations?',
		partnerMissing: 'Choose at least one organisation.',
		noOrganisations: 'There are no organisations yet. Add one under Settings first.',
		lastCoordinator:
			'This is the only coordinator. Make somebody else coordinator first, then you can change this.',
		offline:
			'There is no connection now. Inviting and seeing devices works as soon as there is one; everything else simply goes on.',
		asking: 'Asking who takes part…',
		old: 'What you see here about devices and invitations may be out of date.'
	}
});
