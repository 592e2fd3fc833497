/** Registers <sla-standing> in Arabic. Loaded twice, or beside another language, it only adds its words. */
import { ar } from '../../shared/i18n/ar.ts'
import { register } from './register.ts'

register(ar)
