/** Entries of a book pasted from Excel or WPS. */
import { useDeferredValue, useState, type ReactNode } from 'react';
import { bookOf, ledgerColumns, type LedgerBookName } from '#domain/ledger.ts';
import { PasteList } from '#renderer/ui/PasteList.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct, useRead } from '#renderer/use-query.ts';

export function PasteLedger(props: { readonly book: LedgerBookName; readonly onClose: () => void }): ReactNode {
  const { book, onClose } = props;
  const [text, setText] = useState('');
  const settled = useDeferredValue(text);
  const isPasted = settled.trim() !== '';
  const check = useRead('ledger.check', { book, text: settled }, { enabled: isPasted });
  const store = useAct('ledger.paste');
  const columns = ledgerColumns(bookOf(book));
  const save = async (good: string): Promise<void> => {
    const done = await store.run({ book, text: good });
    if (done === undefined) return;
    toast({ text: `已记入“${bookOf(book).label}” ${done.added} 条`, tone: 'good' });
    onClose();
  };
  return (
    <PasteList
      title={`粘贴 · ${bookOf(book).label}`}
      hint={`从 Excel 或 WPS 复制这几列粘贴：${columns.join('、')}。类别：${bookOf(book).kinds.join('、')}，可以空；数字没有就空着。`}
      placeholder={`2025-03-18\t${bookOf(book).title}\t${bookOf(book).kinds[0] ?? ''}`}
      headings={columns}
      text={text}
      onText={setText}
      lines={isPasted && settled === text ? check.data : undefined}
      failure={isPasted ? check.failure : undefined}
      busy={store.busy}
      okText={(good) => `记入 ${good} 条`}
      onSave={save}
      onClose={onClose}
    />
  );
}
