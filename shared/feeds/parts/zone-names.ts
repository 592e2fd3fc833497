/**
 * Zones as people write them in status posts and calendars: abbreviations with one meaning in the trade, and the names that
 * Windows gives to zones (Unicode CLDR, windowsZones.xml, the territory-neutral rows).
 */
import { isZone } from '../../time/zones.ts'

const MINUTE = 60_000

/** A clock: an offset of its own, in ms east of UTC, or that of an IANA zone. `zone` beside an offset says where it is used. */
export interface NamedClock {
  readonly offset?: number
  readonly zone?: string
}

const hours = (n: number, zone?: string): NamedClock => ({ offset: n * 60 * MINUTE, ...(zone !== undefined && { zone }) })
const NEW_YORK = 'America/New_York'
const CHICAGO = 'America/Chicago'
const DENVER = 'America/Denver'
const LOS_ANGELES = 'America/Los_Angeles'

/** Names that mean several clocks, as IST does (India, Ireland, Israel), are left out. */
const CLOCKS: Readonly<Record<string, NamedClock>> = {
  Z: hours(0),
  UTC: hours(0),
  UT: hours(0),
  GMT: hours(0),
  BST: hours(1, 'Europe/London'),
  WET: hours(0, 'Europe/Lisbon'),
  WEST: hours(1, 'Europe/Lisbon'),
  CET: hours(1, 'Europe/Berlin'),
  CEST: hours(2, 'Europe/Berlin'),
  EET: hours(2, 'Europe/Athens'),
  EEST: hours(3, 'Europe/Athens'),
  MSK: hours(3),
  SGT: hours(8),
  HKT: hours(8),
  JST: hours(9),
  KST: hours(9),
  AEST: hours(10),
  AEDT: hours(11),
  NZST: hours(12),
  NZDT: hours(13),
  EST: hours(-5, NEW_YORK),
  EDT: hours(-4, NEW_YORK),
  CST: hours(-6, CHICAGO),
  CDT: hours(-5, CHICAGO),
  MST: hours(-7, DENVER),
  MDT: hours(-6, DENVER),
  PST: hours(-8, LOS_ANGELES),
  PDT: hours(-7, LOS_ANGELES),
  ET: { zone: NEW_YORK },
  CT: { zone: CHICAGO },
  MT: { zone: DENVER },
  PT: { zone: LOS_ANGELES },
  EASTERN: { zone: NEW_YORK },
  CENTRAL: { zone: CHICAGO },
  MOUNTAIN: { zone: DENVER },
  PACIFIC: { zone: LOS_ANGELES },
  'US/EASTERN': { zone: NEW_YORK },
  'US/CENTRAL': { zone: CHICAGO },
  'US/MOUNTAIN': { zone: DENVER },
  'US/PACIFIC': { zone: LOS_ANGELES },
}

/** As an alternative in a regular expression, longest first. */
export const CLOCK_NAMES = [...Object.keys(CLOCKS)].sort((a, b) => b.length - a.length).join('|')

/** The clock of a name, in any case; also `UTC+2`, `GMT-05:30`. null for any other. */
export function namedClock(text: string): NamedClock | null {
  const name = text.trim().toUpperCase()
  if (Object.hasOwn(CLOCKS, name)) return CLOCKS[name]!
  const offset = /^(?:UTC|GMT)\s?([+-]|−)(\d{1,2})(?::?(\d{2}))?$/.exec(name)
  if (!offset) return null
  const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0)
  return minutes > 14 * 60 ? null : { offset: (offset[1] === '+' ? 1 : -1) * minutes * MINUTE }
}

/** Windows' name → IANA zone, in groups of one zone a row. */
const WINDOWS = `Dateline Standard Time=Etc/GMT+12;UTC-11=Etc/GMT+11;Aleutian Standard Time=America/Adak;Hawaiian Standard Time=Pacific/Honolulu
Marquesas Standard Time=Pacific/Marquesas;Alaskan Standard Time=America/Anchorage;UTC-09=Etc/GMT+9;Pacific Standard Time (Mexico)=America/Tijuana
UTC-08=Etc/GMT+8;Pacific Standard Time=America/Los_Angeles;US Mountain Standard Time=America/Phoenix
Mountain Standard Time (Mexico)=America/Mazatlan;Mountain Standard Time=America/Denver;Yukon Standard Time=America/Whitehorse
Central America Standard Time=America/Guatemala;Central Standard Time=America/Chicago;Easter Island Standard Time=Pacific/Easter
Central Standard Time (Mexico)=America/Mexico_City;Canada Central Standard Time=America/Regina;SA Pacific Standard Time=America/Bogota
Eastern Standard Time (Mexico)=America/Cancun;Eastern Standard Time=America/New_York;Haiti Standard Time=America/Port-au-Prince
Cuba Standard Time=America/Havana;US Eastern Standard Time=America/Indiana/Indianapolis;Turks And Caicos Standard Time=America/Grand_Turk
Paraguay Standard Time=America/Asuncion;Atlantic Standard Time=America/Halifax;Venezuela Standard Time=America/Caracas
Central Brazilian Standard Time=America/Cuiaba;SA Western Standard Time=America/La_Paz;Pacific SA Standard Time=America/Santiago
Newfoundland Standard Time=America/St_Johns;Tocantins Standard Time=America/Araguaina;E. South America Standard Time=America/Sao_Paulo
SA Eastern Standard Time=America/Cayenne;Argentina Standard Time=America/Argentina/Buenos_Aires;Montevideo Standard Time=America/Montevideo
Magallanes Standard Time=America/Punta_Arenas;Saint Pierre Standard Time=America/Miquelon;Bahia Standard Time=America/Bahia
UTC-02=Etc/GMT+2;Greenland Standard Time=America/Nuuk;Azores Standard Time=Atlantic/Azores;Cape Verde Standard Time=Atlantic/Cape_Verde
UTC=Etc/UTC;GMT Standard Time=Europe/London;Greenwich Standard Time=Atlantic/Reykjavik;Sao Tome Standard Time=Africa/Sao_Tome
Morocco Standard Time=Africa/Casablanca;W. Europe Standard Time=Europe/Berlin;Central Europe Standard Time=Europe/Budapest
Romance Standard Time=Europe/Paris;Central European Standard Time=Europe/Warsaw;W. Central Africa Standard Time=Africa/Lagos
Jordan Standard Time=Asia/Amman;GTB Standard Time=Europe/Bucharest;Middle East Standard Time=Asia/Beirut;Egypt Standard Time=Africa/Cairo
E. Europe Standard Time=Europe/Chisinau;Syria Standard Time=Asia/Damascus;West Bank Standard Time=Asia/Hebron
South Africa Standard Time=Africa/Johannesburg;FLE Standard Time=Europe/Kiev;Israel Standard Time=Asia/Jerusalem
South Sudan Standard Time=Africa/Juba;Kaliningrad Standard Time=Europe/Kaliningrad;Sudan Standard Time=Africa/Khartoum
Libya Standard Time=Africa/Tripoli;Namibia Standard Time=Africa/Windhoek;Arabic Standard Time=Asia/Baghdad;Turkey Standard Time=Europe/Istanbul
Arab Standard Time=Asia/Riyadh;Belarus Standard Time=Europe/Minsk;Russian Standard Time=Europe/Moscow;E. Africa Standard Time=Africa/Nairobi
Volgograd Standard Time=Europe/Volgograd;Iran Standard Time=Asia/Tehran;Arabian Standard Time=Asia/Dubai
Astrakhan Standard Time=Europe/Astrakhan;Azerbaijan Standard Time=Asia/Baku;Russia Time Zone 3=Europe/Samara
Mauritius Standard Time=Indian/Mauritius;Saratov Standard Time=Europe/Saratov;Georgian Standard Time=Asia/Tbilisi
Caucasus Standard Time=Asia/Yerevan;Afghanistan Standard Time=Asia/Kabul;West Asia Standard Time=Asia/Tashkent
Qyzylorda Standard Time=Asia/Qyzylorda;Ekaterinburg Standard Time=Asia/Yekaterinburg;Pakistan Standard Time=Asia/Karachi
India Standard Time=Asia/Kolkata;Sri Lanka Standard Time=Asia/Colombo;Nepal Standard Time=Asia/Kathmandu;Central Asia Standard Time=Asia/Bishkek
Bangladesh Standard Time=Asia/Dhaka;Omsk Standard Time=Asia/Omsk;Myanmar Standard Time=Asia/Yangon;SE Asia Standard Time=Asia/Bangkok
Altai Standard Time=Asia/Barnaul;W. Mongolia Standard Time=Asia/Hovd;North Asia Standard Time=Asia/Krasnoyarsk
N. Central Asia Standard Time=Asia/Novosibirsk;Tomsk Standard Time=Asia/Tomsk;China Standard Time=Asia/Shanghai
North Asia East Standard Time=Asia/Irkutsk;Singapore Standard Time=Asia/Singapore;W. Australia Standard Time=Australia/Perth
Taipei Standard Time=Asia/Taipei;Ulaanbaatar Standard Time=Asia/Ulaanbaatar;Aus Central W. Standard Time=Australia/Eucla
Transbaikal Standard Time=Asia/Chita;Tokyo Standard Time=Asia/Tokyo;North Korea Standard Time=Asia/Pyongyang;Korea Standard Time=Asia/Seoul
Yakutsk Standard Time=Asia/Yakutsk;Cen. Australia Standard Time=Australia/Adelaide;AUS Central Standard Time=Australia/Darwin
E. Australia Standard Time=Australia/Brisbane;AUS Eastern Standard Time=Australia/Sydney;West Pacific Standard Time=Pacific/Port_Moresby
Tasmania Standard Time=Australia/Hobart;Vladivostok Standard Time=Asia/Vladivostok;Lord Howe Standard Time=Australia/Lord_Howe
Bougainville Standard Time=Pacific/Bougainville;Russia Time Zone 10=Asia/Srednekolymsk;Magadan Standard Time=Asia/Magadan
Norfolk Standard Time=Pacific/Norfolk;Sakhalin Standard Time=Asia/Sakhalin;Central Pacific Standard Time=Pacific/Guadalcanal
Russia Time Zone 11=Asia/Kamchatka;New Zealand Standard Time=Pacific/Auckland;UTC+12=Etc/GMT-12;Fiji Standard Time=Pacific/Fiji
Chatham Islands Standard Time=Pacific/Chatham;UTC+13=Etc/GMT-13;Tonga Standard Time=Pacific/Tongatapu;Samoa Standard Time=Pacific/Apia
Line Islands Standard Time=Pacific/Kiritimati`

const windows = new Map(
  WINDOWS.split(/[;\n]/).map((pair) => {
    const [name = '', zone = ''] = pair.split('=')
    return [name.toLowerCase(), zone]
  }),
)

/** The IANA zone of a name that IANA or Windows gives; null for any other. */
export function zoneNamed(name: string): string | null {
  const bare = name.trim().replace(/^"(.*)"$/, '$1')
  if (isZone(bare)) return bare
  return windows.get(bare.toLowerCase()) ?? null
}
