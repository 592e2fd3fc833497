/** Starts the dashboard: paints what is stored, then asks the background to bring it up to now. */
import { render } from 'preact'
import { setPageLanguage, t } from '../common/i18n.ts'
import { DashboardApp } from './DashboardApp.tsx'

setPageLanguage(t('name'))
render(<DashboardApp />, document.body)
