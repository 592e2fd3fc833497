/**
 * Why a default was used, in the reader's language. Reports say it in English, as they are the same bytes everywhere; what is
 * not listed here is shown as it stands in the report.
 */
import type { Locale } from './locale.ts'

type Other = 'de' | 'ar'

/** By the report's words. */
export const SILENCES: Readonly<Record<string, Readonly<Record<Other, string>>>> = {
  'the agreement does not say whose word counts': {
    de: 'die Vereinbarung sagt nicht, wessen Wort zählt',
    ar: 'لا تقول الاتفاقية كلمةُ مَن تُعتمد',
  },
  'the agreement does not say what unseen time is': {
    de: 'die Vereinbarung sagt nicht, was unbeobachtete Zeit ist',
    ar: 'لا تقول الاتفاقية ما حكم الوقت غير المراقَب',
  },
  'the agreement names no unit of downtime': {
    de: 'die Vereinbarung nennt keine Einheit der Ausfallzeit',
    ar: 'لا تذكر الاتفاقية وحدة لقياس التوقف',
  },
  'the agreement does not say which states are down': {
    de: 'die Vereinbarung sagt nicht, welche Zustände ein Ausfall sind',
    ar: 'لا تقول الاتفاقية أي الحالات تُعدّ توقفًا',
  },
  'the agreement does not say from when a long enough run counts': {
    de: 'die Vereinbarung sagt nicht, ab wann ein genügend langer Ausfall zählt',
    ar: 'لا تقول الاتفاقية متى يبدأ احتساب التوقف الطويل بما يكفي',
  },
  'the agreement does not say how its services are put together': {
    de: 'die Vereinbarung sagt nicht, wie ihre Dienste zusammen gemessen werden',
    ar: 'لا تقول الاتفاقية كيف تُجمع خدماتها',
  },
  'the objective does not say which of them hold for it': {
    de: 'das Ziel sagt nicht, welche davon für es gelten',
    ar: 'لا يقول الهدف أيّها ينطبق عليه',
  },
  'the agreement does not say what time outside term or life is': {
    de: 'die Vereinbarung sagt nicht, was Zeit außerhalb von Laufzeit oder Bestehen des Dienstes ist',
    ar: 'لا تقول الاتفاقية ما حكم الوقت خارج مدتها أو عمر الخدمة',
  },
  'the agreement does not say what an incident that names no service is': {
    de: 'die Vereinbarung sagt nicht, was eine Störung ist, die keinen Dienst nennt',
    ar: 'لا تقول الاتفاقية ما حكم حادث لا يسمّي خدمة',
  },
  'the agreement does not say that excluded time leaves the agreed time': {
    de: 'die Vereinbarung sagt nicht, dass ausgenommene Zeit aus der vereinbarten fällt',
    ar: 'لا تقول الاتفاقية إن الوقت المستثنى يخرج من الوقت المتفق عليه',
  },
  'the agreement does not say what time beyond the budget is': {
    de: 'die Vereinbarung sagt nicht, was Zeit über das Budget hinaus ist',
    ar: 'لا تقول الاتفاقية ما حكم الوقت الزائد على الرصيد',
  },
  'the agreement names no calendar for its business days': {
    de: 'die Vereinbarung nennt keinen Kalender für ihre Werktage',
    ar: 'لا تذكر الاتفاقية تقويمًا لأيام عملها',
  },
  'the agreement does not say when its term began': {
    de: 'die Vereinbarung sagt nicht, wann ihre Laufzeit begann',
    ar: 'لا تقول الاتفاقية متى بدأت مدتها',
  },
  'some periods of the window have none': {
    de: 'einige Zeiträume des Fensters haben keine',
    ar: 'بعض فترات النافذة بلا رسوم معروفة',
  },
  'the text does not say which objective the promise depends on': {
    de: 'der Text sagt nicht, von welchem Ziel die Zusage abhängt',
    ar: 'لا يقول النص على أي هدف يعتمد الوعد',
  },
  'the text does not say when a credit is first due; that its period has ended is certain': {
    de: 'der Text sagt nicht, wann eine Gutschrift zuerst fällig ist; sicher ist, dass ihr Zeitraum zu Ende ist',
    ar: 'لا يقول النص متى يُستحق التعويض أول مرة؛ والمؤكد أن فترته انتهت',
  },
  'the date of the invoice is not known; the cycle that it bills ends no later': {
    de: 'das Datum der Rechnung ist nicht bekannt; der Zyklus, den sie abrechnet, endet nicht später',
    ar: 'تاريخ الفاتورة غير معروف؛ والدورة التي تحاسب عليها لا تنتهي بعده',
  },
  'nobody recorded when the customer became aware': {
    de: 'niemand hat festgehalten, wann der Kunde es bemerkte',
    ar: 'لم يسجل أحد متى علم العميل',
  },
  'the text does not say from when it may be claimed': {
    de: 'der Text sagt nicht, ab wann gefordert werden darf',
    ar: 'لا يقول النص متى تجوز المطالبة',
  },
  'the text does not say how amounts are rounded': {
    de: 'der Text sagt nicht, wie Beträge gerundet werden',
    ar: 'لا يقول النص كيف تُقرَّب المبالغ',
  },
  'the text does not say whether its remedies add up': {
    de: 'der Text sagt nicht, ob sich seine Leistungen addieren',
    ar: 'لا يقول النص هل تُجمع تعويضاته',
  },
  'the text does not say whether months from the last day of a month end on a last day': {
    de: 'der Text sagt nicht, ob Monate ab einem letzten Tag an einem letzten Tag enden',
    ar: 'لا يقول النص هل تنتهي الأشهر المحسوبة من آخر يوم في شهر بآخر يوم',
  },
  'the text does not say which days are business days': {
    de: 'der Text sagt nicht, welche Tage Werktage sind',
    ar: 'لا يقول النص أي الأيام أيام عمل',
  },
  'the agreement has no billing cycle; calendar months are used': {
    de: 'die Vereinbarung hat keinen Abrechnungszyklus; es gelten Kalendermonate',
    ar: 'لا دورة فوترة في الاتفاقية؛ تُستعمل الأشهر التقويمية',
  },
  'no source counts requests, so the service is taken as down while incidents say so: an estimate': {
    de: 'keine Quelle zählt Anfragen; der Dienst gilt als ausgefallen, solange Störungen es sagen: eine Schätzung',
    ar: 'لا مصدر يعدّ الطلبات، فتُعدّ الخدمة متوقفة ما دامت الحوادث تقول ذلك: تقدير',
  },
  'no source counts the requests of everybody': {
    de: 'keine Quelle zählt die Anfragen aller',
    ar: 'لا مصدر يعدّ طلبات الجميع',
  },
  'the agreement does not say that figures are rounded': {
    de: 'die Vereinbarung sagt nicht, dass Zahlen gerundet werden',
    ar: 'لا تقول الاتفاقية إن الأرقام تُقرَّب',
  },
  'the agreement does not say how': {
    de: 'die Vereinbarung sagt nicht, wie',
    ar: 'لا تقول الاتفاقية كيف',
  },
  'the text does not say whether failed requests are slow': {
    de: 'der Text sagt nicht, ob gescheiterte Anfragen langsam sind',
    ar: 'لا يقول النص هل الطلبات الفاشلة بطيئة',
  },
  'the text does not say whether a step that has begun counts': {
    de: 'der Text sagt nicht, ob ein angefangener Schritt zählt',
    ar: 'لا يقول النص هل تُحتسب الخطوة التي بدأت',
  },
  'the text does not say what the fee is paid for': {
    de: 'der Text sagt nicht, wofür die Gebühr gezahlt wird',
    ar: 'لا يقول النص عمّا تُدفع الرسوم',
  },
  'the text does not say whether a block that has begun counts': {
    de: 'der Text sagt nicht, ob ein angefangener Block zählt',
    ar: 'لا يقول النص هل تُحتسب الكتلة التي بدأت',
  },
  'the text does not look at single interruptions': {
    de: 'der Text betrachtet keine einzelnen Unterbrechungen',
    ar: 'لا ينظر النص إلى الانقطاعات منفردة',
  },
  'the agreement does not say what a slot without requests is': {
    de: 'die Vereinbarung sagt nicht, was ein Abschnitt ohne Anfragen ist',
    ar: 'لا تقول الاتفاقية ما حكم فترة بلا طلبات',
  },
  'the text does not say what starts a clock': {
    de: 'der Text sagt nicht, womit eine Uhr beginnt',
    ar: 'لا يقول النص بماذا يبدأ العدّاد',
  },
  'the text does not say in which hours the clock runs': {
    de: 'der Text sagt nicht, in welchen Stunden die Uhr läuft',
    ar: 'لا يقول النص في أي ساعات يعمل العدّاد',
  },
  'the text does not say that a clock stands still while the provider waits': {
    de: 'der Text sagt nicht, dass eine Uhr steht, während der Anbieter wartet',
    ar: 'لا يقول النص إن العدّاد يتوقف بينما ينتظر المزوّد',
  },
  'the text does not say what a reopened ticket does to its clock': {
    de: 'der Text sagt nicht, was ein wieder geöffnetes Ticket mit seiner Uhr macht',
    ar: 'لا يقول النص ما أثر إعادة فتح التذكرة في عدّادها',
  },
  'the text does not say what another severity does to a clock': {
    de: 'der Text sagt nicht, was ein anderer Schweregrad mit einer Uhr macht',
    ar: 'لا يقول النص ما أثر تغيّر درجة الخطورة في العدّاد',
  },
}

/** `why` of an assumption as the reader's language has it. */
export const silenceWords = (why: string, locale: Locale): string => SILENCES[why]?.[locale.tag as Other] ?? why
