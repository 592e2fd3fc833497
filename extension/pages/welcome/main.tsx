/** Starts the welcome page. `?page=ADDRESS` and `?agreement=ID` fill in what a person would choose; they keep nothing. */
import { render } from 'preact'
import { setPageLanguage, t } from '../common/i18n.ts'
import { WelcomeApp } from './WelcomeApp.tsx'

const query = new URLSearchParams(location.search)
setPageLanguage(t('welcomeTitle'))
render(
  <WelcomeApp
    start={{ agreement: query.get('agreement'), page: query.get('page') }}
    onFollowed={(id) => {
      location.href = `../dashboard/index.html#${encodeURIComponent(id)}`
    }}
  />,
  document.body,
)
