/** Registers <sla-standing> in German. Loaded twice, or beside another language, it only adds its words. */
import { de } from '../../shared/i18n/de.ts'
import { register } from './register.ts'

register(de)
