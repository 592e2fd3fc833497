/** What the names of columns mean, in English, German, French, Spanish and Arabic. */
import type { ImportField } from './mapping.ts'

/** Names of columns as they are compared: letters and digits alone. */
export const bareName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** In the order in which they are believed. */
const NAMES: Readonly<Record<ImportField, string>> = {
  service:
    'service services affectedservice affectedservices customfieldaffectedservices component components monitor monitorname checkname servicename system product app application businessservice cmdbci host target dienst dienste komponente anwendung système composant خدمة الخدمة',
  date: 'date day startdate datum tag jour fecha التاريخ',
  endDate: 'enddate todate enddatum datefin',
  from: 'from start started startedat starttime begin began downat startdate outagestart createdat opened von beginn starttime début debut de inicio من البداية',
  to: 'to end ended endedat endtime outageend resolvedat resolved until finish upat enddate bis ende fin à fín إلى النهاية',
  duration:
    'duration downtime length minutes seconds durationinmins durationseconds durationminutes durationmin durations durationms dauer durée duree duración المدة',
  state: 'state status condition event impact kind type level zustand störung statut état etat estado الحالة',
  title: 'title name summary subject description shortdescription message reason comment betreff titel grund objet titre asunto العنوان',
  ref: 'ref reference id key number incident incidentid incidentnumber ticket ticketid ticketnumber caseid casenumber issue issuekey deliveryid order ordernumber tracking trackingnumber nummer ticketnummer vorgang référence numéro número المرجع رقم',
  reportedAt: 'reportedat reported observedat recordedat detectedat gemeldet signalé أُبلغ',
  type: 'tickettype issuetype requesttype type typ tickettyp النوع',
  priority: 'priority severity urgency prio sev level priorität schweregrad priorité gravité prioridad الأولوية',
  status: 'status state ticketstatus statut zustand estado الحالة',
  opened:
    'opened openedat created createdat createdtime createdon submitted submittedat submittedon raised raisedat start reported dateopened datecreated geöffnet erstellt erstelltam eröffnet gemeldet ouvert ouvertle créé crééle creado فُتحت',
  responded:
    'responded respondedat firstresponse firstresponseat firstresponsetime firstrespondedat firstreply firstreplyat firstrepliedat initialresponse initialresponsetime initialresponseat acknowledged acknowledgedat acknowledgedon response responsetime beantwortet erstereaktion ersteantwort premièreréponse رُدّ',
  onHold:
    'onhold onholdat onholdsince onholdfrom held heldat heldsince waiting waitingsince waitingoncustomer waitingoncustomersince pausedat pendingsince pendingat angehalten wartetseit انتظار',
  resumed: 'resumed resumedat onholduntil onholdto heldto helduntil offholdat reactivatedat fortgesetzt استؤنفت',
  resolved:
    'resolved resolvedat resolvedtime resolvedon solved solvedat solvedtime fixed fixedat resolutiontime resolution resolutiondate dateresolved gelöst gelöstam behoben résolu résolule resuelto حُلّت',
  closed: 'closed closedat closedtime closedon closedate dateclosed geschlossen geschlossenam fermé fermél clôturé cerrado أُغلقت',
  group: 'group assignmentgroup team supportgroup groupname queue gruppe équipe groupe المجموعة',
  openedBy: 'openedby createdby raisedby requestertype sourcetype eröffnetvon',
  at: 'at time timestamp datetime datetimeutc date checkedat when zeit zeitpunkt heure الوقت',
  result: 'result ok up success status state statuscode code httpcode httpstatus ergebnis résultat النتيجة',
  latency: 'latency responsetime responsetimems latencyms durationms duration ms elapsed ping time antwortzeit زمن',
  deliverable: 'deliverable delivery item report parcel product lieferung bericht livraison التسليم',
  due: 'due dueat duedate duetime expected expectedat promised promisedat deadline scheduled scheduledat slot fällig fälligam soll échéance موعد',
  delivered:
    'delivered deliveredat deliverydate deliverytime actual actualdelivery completed completedat received receivedat arrived arrivedat sent sentat geliefert geliefertam zugestellt ist livré livréle سُلّمت',
}

/** How well a column's name fits a field: 0 not at all, else higher for the words believed first. */
export function nameFits(field: ImportField, column: string): number {
  // `fields.priority.name` is known by its last part that says anything.
  const parts = [column, ...column.split('.').reverse()]
  const list = NAMES[field].split(' ').map(bareName)
  const ranks = parts.map((part) => list.indexOf(bareName(part.replace(/\((?:utc|gmt|ms|s|min|h)\)/i, ''))))
  const best = ranks.filter((rank) => rank >= 0)
  return best.length === 0 ? 0 : 100 - Math.min(...best)
}
