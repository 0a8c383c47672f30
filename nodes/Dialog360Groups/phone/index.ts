export { countries, findCountry, type Country } from './countries';
export { createPhoneIndex, type PhoneIndex, type PhoneMatch } from './phoneIndex';
export { readPhoneNumber, type PhoneProblem, type PhoneReading } from './phoneNumber';
export { splitNumbers } from './splitNumbers';
export { phoneKey } from './whatsappVariants';
