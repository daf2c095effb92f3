/** Names shared with the manifest; those the server uses too stand in `protocol/requests.ts`. */
export const NEW_DATA_PRODUCT = 'talklint.newDataProduct';
export const NEW_RULE = 'talklint.newRule';
export const SEARCH_RADAR = 'talklint.searchRadar';
export const SEARCH_TALKS = 'talklint.searchTalks';
export const OPEN_TALK = 'talklint.openTalk';
export const REVIEW_DOMAIN_WORDS = 'talklint.reviewDomainWords';
export const SHOW_CARBON = 'talklint.showCarbon';
export const SHOW_RADAR = 'talklint.showRadar';
export const SAVE_RADAR_SVG = 'talklint.saveRadarSvg';
export const SAVE_RADAR_PNG = 'talklint.saveRadarPng';
export const READER_BACK = 'talklint.readerBack';
export const READER_FORWARD = 'talklint.readerForward';
export const RESTART_SERVER = 'talklint.restartServer';
export const SHOW_LOG = 'talklint.showLog';
export const RADAR_VIEW = 'talklint.radar';
export const DRAWING_PANEL = 'talklint.drawing';
export const READER_PANEL = 'talklint.reader';
