/** Starts the dashboard: paints what is stored, then asks the background to bring it up to now. */
import { render } from 'preact'
import { dress, t } from '../common/i18n.ts'
import { App } from './App.tsx'

dress(t('name'))
render(<App />, document.body)
