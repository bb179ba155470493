import type { HostWords } from './host-words.ts';

export const nl: HostWords = {
	language: 'Nederlands',
	title: 'Hoe gaat het met de server?',
	well: 'Alles is in orde.',
	wellNow:
		'Nu werkt alles. Sinds de start ging er wel iets mis: onderaan staat wat, en wat je eraan doet.',
	notWell: 'Hier moet je naar kijken:',
	oneOfSeveral: 'Dit gaat over één van de servers: die waar je nu terechtkwam.',
	look: {
		folder: 'Maak plaats op de schijf, en kijk of de map er nog is (DATA_DIR).',
		database:
			'Kijk of de databank draait en bereikbaar is (DATABASE_URL), en of er op haar schijf plaats is.'
	},
	findings: {
		'not-keeping': (since) =>
			`Sinds ${since} kan er niets bewaard worden. Toestellen werken zelf verder en sturen alles later opnieuw.`,
		'store-silent': () => 'De plaats waar alles bewaard wordt, antwoordt niet.',
		'disk-nearly-full': (free) =>
			`De schijf is bijna vol: nog ${free} vrij. Maak plaats; op een volle schijf wordt niets meer bewaard.`,
		'redis-away': () =>
			'Redis antwoordt niet. Alles werkt, maar nieuws tussen de servers komt tot een seconde later. Kijk of Redis draait (REDIS_URL).',
		'backup-old': (at) =>
			`De laatste reservekopie is van ${at}. Kijk waarom er sindsdien geen meer gemaakt is.`,
		'backup-none': () =>
			'In de map BACKUP_FOLDER staat geen enkele reservekopie. Maak er vandaag nog een.',
		'backup-folder': () =>
			'De map met reservekopieën (BACKUP_FOLDER) bestaat niet, of de server mag er niet in. Kijk na of de naam klopt en van wie de map is.',
		'backup-unreadable': () =>
			'De server mag de bestanden in de map met reservekopieën (BACKUP_FOLDER) niet lezen. Maak reservekopieën met dezelfde gebruiker als die van de server.'
	},
	labels: {
		version: 'Versie',
		since: 'Draait sinds',
		keeping: 'Bewaren',
		store: 'Databank',
		room: 'Schijf',
		backup: 'Laatste reservekopie',
		devices: 'Verbonden toestellen',
		documents: 'Documenten',
		redis: 'Redis'
	},
	keeps: 'Alles wat toestellen sturen, wordt bewaard.',
	failsSince: (when) => `Sinds ${when} lukt het niet.`,
	nothingYet: 'Sinds de start is er nog niets te bewaren geweest.',
	answers: 'Bereikbaar.',
	silent: 'Antwoordt niet.',
	ownFolder: 'Geen: alles staat in de eigen map.',
	used: (size) => `${size} in gebruik`,
	usedAndFree: (size, free) => `${size} in gebruik, ${free} vrij`,
	unknown: 'Niet bekend.',
	backups: {
		none: 'Geen.',
		unknown: 'Niet bekend. Zet in BACKUP_FOLDER in welke map ze staan.',
		'no-folder': 'Niet bekend: de map is er niet, of is niet te lezen.',
		unreadable: 'Niet bekend: de server mag ze niet lezen.'
	},
	documentsKept: (kept, open) => `${kept} bewaard. Nu geopend: ${open}, lege meegeteld.`,
	bus: {
		without: 'Niet in gebruik: de servers vragen elke seconde aan de databank wat er nieuw is.',
		carried: 'Bereikbaar.',
		lost: 'Antwoordt niet.'
	},
	tooManyTries: (minutes) =>
		`Er werd te vaak een verkeerd wachtwoord gegeven. Probeer over ${minutes} ${minutes === 1 ? 'minuut' : 'minuten'} opnieuw; tot dan werkt ook het juiste niet.`,
	log: {
		title: 'Sinds de start in het logboek',
		empty: 'Geen fouten of waarschuwingen.',
		times: (count, last) =>
			count === 1 ? `1 keer, op ${last}` : `${count} keer, laatst op ${last}`
	},
	troubles: {
		'not-kept': 'Er kon iets niet bewaard worden. Wie het stuurde, stuurt het opnieuw.',
		'not-opened': 'Een document kon niet gelezen worden. De oorzaak staat in het logboek.',
		'not-folded':
			'Een document kon niet korter gemaakt worden en blijft zoals het is. De oorzaak staat in het logboek; aan de inhoud verandert niets.',
		'not-read-on':
			'Wat een andere server schreef, kon even niet gelezen worden. Het wordt vanzelf opnieuw geprobeerd; kijk naar de databank als het blijft komen.',
		'row-set-aside':
			'Er stond een beschadigde rij op de schijf. Ze is opzijgezet; toestellen die de inhoud nog hebben, sturen die opnieuw. Laat de schijf nakijken.',
		'file-set-aside':
			'De schijf had een deel van wat bewaard wordt beschadigd. Wat nog te lezen was, staat in een nieuw bestand; het beschadigde ligt ernaast (*.damaged-1). Toestellen sturen opnieuw wat ze nog hebben. Bewaar een kopie, vergelijk met de laatste reservekopie, en laat de schijf nakijken.',
		'not-mended':
			'Een beschadigd bestand kon niet hersteld worden, door plaatsgebrek of omdat iemand het leest. De server werkt ermee zoals het is en probeert het bij de volgende start opnieuw. De oorzaak staat in het logboek; maak plaats op de schijf en laat ze nakijken.',
		'documents-missing':
			'Er zijn werkingen, maar er is geen enkel document van. Is dit geen nieuwe server, dan ontbreekt journal.sqlite, of wat in de databank stond: stop de server en zet dat of de laatste reservekopie terug. Toestellen sturen opnieuw wat ze nog hebben.',
		'accounts-silent':
			'Wie er binnen mag, kon niet gelezen of geschreven worden. Wie binnen is, blijft binnen.',
		'database-line-lost':
			'Een verbinding met de databank viel weg; er is een nieuwe gemaakt. Kijk naar de databank als het vaak gebeurt.',
		'bus-lost': 'Redis was weg. Alles werkte verder, met een seconde vertraging tussen de servers.',
		'client-borrowed':
			'Een toestel schreef onder het nummer van een ander en werd weggestuurd. Gebeurt het vaak, trek dan de toegang van dat toestel in.',
		'lane-parked':
			'Een document vraagt te veel rekentijd of is niet te lezen, en wordt overgeslagen tot de server herstart. Trek de toegang van het toestel in dat het maakte, en herstart.',
		'not-erased':
			'Iemand wissen lukte nog niet; over een minuut wordt het opnieuw geprobeerd. Zorg voor plaats op de schijf, en kijk of er een reservekopie gemaakt wordt, of een transactie in de databank blijft openstaan; de oorzaak staat in het logboek.',
		'still-named':
			'Van wie gewist werd, staat de naam nog in wat anderen schreven. Vraag een coördinator om daar te kijken.',
		'not-rewritten':
			'Een document vraagt te veel rekentijd om het zonder een gewiste persoon te herschrijven. Herstart de server, en trek de toegang in van het toestel dat het zo groot maakte.',
		'update-not-read':
			'Een stuk van een document is voor deze versie onleesbaar; de rest werkt gewoon.',
		'listener-failed': 'Een fout in de software. Meld ze, met de regel uit het logboek.',
		'call-failed': 'Een fout in de software. Meld ze, met de regel uit het logboek.',
		'clerk-failed':
			'Een fout in de software bij het nummeren. Meld ze, met de regel uit het logboek.',
		'backup-folder-unread':
			'Bij de start was de map met reservekopieën (BACKUP_FOLDER) er niet, of mocht de server er niet in. Kijk na of de naam klopt en van wie de map is.',
		crashed:
			'De server viel stil door een fout in de software. Meld ze, met de regel uit het logboek.'
	}
};
