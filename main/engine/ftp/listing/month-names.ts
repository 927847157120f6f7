/**
 * How `ls` and its kin write the months, language by language: twelve entries, January first; spellings of one month with a blank between
 * them; lower case, without a final dot. A word must not stand for two different months, which is why Croatian is missing (its `srp` is
 * July, in Czech it is August).
 */
export const monthNames: Readonly<Record<string, readonly string[]>> = {
  english: ['jan january', 'feb february', 'mar march', 'apr april', 'may', 'jun june', 'jul july', 'aug august', 'sep sept september', 'oct october', 'nov november', 'dec december'],
  german: ['jan januar', 'feb februar', 'mär mrz märz maerz', 'apr april', 'mai', 'jun juni', 'jul juli', 'aug august', 'sep sept september', 'okt oktober', 'nov november', 'dez dezember'],
  austrian: ['jän jänner', 'feb feber', 'mär märz', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dez'],
  french: ['jan janv janvier', 'fév févr février fev fevr', 'mar mars', 'avr avril', 'mai', 'juin', 'jui juil juillet', 'aoû août aou aout', 'sep sept septembre', 'oct octobre', 'nov novembre', 'déc décembre dec'],
  italian: ['gen gennaio', 'feb febbraio', 'mar marzo', 'apr aprile', 'mag maggio', 'giu giugno', 'lug luglio', 'ago agosto', 'set settembre', 'ott ottobre', 'nov novembre', 'dic dicembre'],
  spanish: ['ene enero', 'feb febrero', 'mar marzo', 'abr abril', 'may mayo', 'jun junio', 'jul julio', 'ago agosto', 'sep sept septiembre', 'oct octubre', 'nov noviembre', 'dic diciembre'],
  catalan: ['gen gener', 'feb febrer', 'març', 'abr abril', 'maig', 'juny', 'jul juliol', 'ag agost', 'set setembre', 'oct octubre', 'nov novembre', 'des desembre'],
  portuguese: ['jan janeiro', 'fev fevereiro', 'mar março', 'abr abril', 'mai maio', 'jun junho', 'jul julho', 'ago agosto', 'set setembro', 'out outubro', 'nov novembro', 'dez dezembro'],
  romanian: ['ian ianuarie', 'feb februarie', 'mar martie', 'apr aprilie', 'mai', 'iun iunie', 'iul iulie', 'aug august', 'sep sept septembrie', 'oct octombrie', 'noi nov noiembrie', 'dec decembrie'],
  dutch: ['jan januari', 'feb februari', 'mrt maart', 'apr april', 'mei', 'jun juni', 'jul juli', 'aug augustus', 'sep sept september', 'okt oktober', 'nov november', 'dec december'],
  danish: ['jan', 'feb', 'mar marts', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'],
  norwegian: ['jan', 'feb', 'mar mars', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'des desember'],
  swedish: ['jan januari', 'feb februari', 'mar mars', 'apr', 'maj', 'jun juni', 'jul juli', 'aug augusti', 'sep', 'okt', 'nov', 'dec'],
  finnish: ['tammi tam', 'helmi hel', 'maalis maa', 'huhti huh', 'touko tou', 'kesä kes', 'heinä hei', 'elo', 'syys syy', 'loka lok', 'marras', 'joulu jou'],
  icelandic: ['jan', 'feb', 'mar', 'apr', 'maí', 'jún', 'júl', 'ágú', 'sep', 'okt', 'nóv', 'des'],
  estonian: ['jaan', 'veebr', 'märts', 'apr', 'mai', 'juuni', 'juuli', 'aug', 'sept', 'okt', 'nov', 'dets'],
  latvian: ['jan', 'feb', 'mar', 'apr', 'mai', 'jūn', 'jūl', 'aug', 'sep', 'okt', 'nov', 'dec'],
  lithuanian: ['sau saus', 'vas', 'kov', 'bal', 'geg', 'bir', 'lie liep', 'rgp rugp', 'rgs rugs', 'spa spal', 'lap lapkr', 'gru gruod grd'],
  polish: ['sty styczeń', 'lut luty', 'mar marzec', 'kwi kwiecień', 'maj', 'cze czerwiec', 'lip lipiec', 'sie sierpień', 'wrz wrzesień', 'paź paz październik', 'lis listopad', 'gru grudzień'],
  czech: ['led', 'úno', 'bře', 'dub', 'kvě', 'čen čer', 'čec', 'srp', 'zář', 'říj', 'lis', 'pro'],
  slovenian: ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'avg', 'sep', 'okt', 'nov', 'dec'],
  hungarian: ['jan január', 'feb febr február', 'már márc március', 'ápr április', 'máj május', 'jún június', 'júl július', 'aug augusztus', 'szept sze szeptember', 'okt október', 'nov november', 'dec december'],
  turkish: ['oca ocak', 'şub şubat', 'mar mart', 'nis nisan', 'may mayıs', 'haz haziran', 'tem temmuz', 'ağu ağustos', 'eyl eylül', 'eki ekim', 'kas kasım', 'ara aralık'],
  russian: ['янв января', 'фев февр февраля', 'мар мрт марта', 'апр апреля', 'май мая', 'июн июня', 'июл июля', 'авг августа', 'сен сент сентября', 'окт октября', 'ноя нояб ноября', 'дек декабря'],
  ukrainian: ['січ', 'лют', 'бер', 'кві', 'тра', 'чер', 'лип', 'сер', 'вер', 'жов', 'лис', 'гру'],
  bulgarian: ['яну', 'фев', 'мар', 'апр', 'май', 'юни', 'юли', 'авг', 'сеп', 'окт', 'ное', 'дек'],
  serbian: ['јан', 'феб', 'мар', 'апр', 'мај', 'јун', 'јул', 'авг', 'сеп', 'окт', 'нов', 'дец'],
  greek: ['ιαν', 'φεβ', 'μαρ μάρ', 'απρ', 'μαΐ μάι μαι', 'ιουν ιούν', 'ιουλ ιούλ', 'αυγ αύγ', 'σεπ', 'οκτ', 'νοε νοέ', 'δεκ'],
};

/** Charsets of one byte a character that servers write these names in (labels of the Encoding Standard). */
export const monthCharsets: readonly string[] = ['windows-1252', 'windows-1251', 'iso-8859-2', 'koi8-r', 'windows-1250', 'ibm866', 'iso-8859-5', 'windows-1257', 'windows-1254', 'windows-1253', 'iso-8859-7'];
