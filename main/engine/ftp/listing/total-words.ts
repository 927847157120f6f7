/** How `ls` begins a listing, `total 12`, in the languages of its translations. */
export const totalWords: ReadonlySet<string> = new Set([
  'total', 'totale', 'totaal', 'totalt', 'i alt', 'insgesamt', 'gesamt', 'summe', 'summa', 'yhteensä', 'razem', 'celkem', 'skupaj', 'összesen', 'toplam', 'viso', 'kopā', 'kokku', 'samtals',
  'итого', 'всего', 'всього', 'общо', 'укупно', 'σύνολο', '总用量', '总计', '總計', '合計', '합계',
]);
