/** Every status feed format that can be read, one line each. The order is that of detection: the particular before the general. */
import type { FeedAdaptor } from './adaptor.ts'
import { aws } from './aws.ts'
import { azure } from './azure.ts'
import { betterStack } from './better-stack.ts'
import { cachet } from './cachet.ts'
import { cachet3 } from './cachet-3.ts'
import { cstate } from './cstate.ts'
import { csv } from './csv.ts'
import { datadogStatus } from './datadog-status.ts'
import { gatus } from './gatus.ts'
import { google } from './google.ts'
import { health } from './health.ts'
import { heroku } from './heroku.ts'
import { hund } from './hund.ts'
import { ical } from './ical.ts'
import { incidentIo } from './incident-io.ts'
import { instatus } from './instatus.ts'
import { microsoft365 } from './microsoft-365.ts'
import { openstatus } from './openstatus.ts'
import { prometheus } from './prometheus.ts'
import { rootly } from './rootly.ts'
import { rss } from './rss.ts'
import { salesforceTrust } from './salesforce-trust.ts'
import { slack } from './slack.ts'
import { sorry } from './sorry.ts'
import { standing } from './standing.ts'
import { statusio } from './statusio.ts'
import { statuspage } from './statuspage.ts'
import { statuspageHistory } from './statuspage-history.ts'
import { statuspageUptime } from './statuspage-uptime.ts'
import { statuspal } from './statuspal.ts'
import { upptime } from './upptime.ts'
import { uptimeKuma } from './uptime-kuma.ts'

export const ADAPTORS: readonly FeedAdaptor[] = [
  standing,
  aws,
  azure,
  google,
  slack,
  betterStack,
  instatus,
  incidentIo,
  statuspageUptime,
  statuspageHistory,
  upptime,
  uptimeKuma,
  gatus,
  rootly,
  sorry,
  statuspal,
  hund,
  datadogStatus,
  microsoft365,
  statusio,
  heroku,
  salesforceTrust,
  cstate,
  cachet3,
  cachet,
  openstatus,
  ical,
  rss,
  csv,
  prometheus,
  statuspage,
  health,
]

/** The adaptor of a name, as `--format` gives it. */
export const adaptorNamed = (id: string): FeedAdaptor | undefined => ADAPTORS.find((adaptor) => adaptor.id === id)
