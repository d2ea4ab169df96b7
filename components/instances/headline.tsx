/** The first line of the page: what matters most in ink, what else is to be said in grey. */
export function Headline({ sentence }: { sentence: string }) {
  const end = sentence.indexOf('. ');
  const first = end === -1 ? sentence : sentence.slice(0, end + 1);
  const rest = end === -1 ? '' : sentence.slice(end + 1);
  return (
    <h1 className="text-[1.4375rem] leading-tight tracking-[-0.022em] sm:text-[1.6875rem]">
      <span className="font-semibold">{first}</span>
      <span className="text-muted">{rest}</span>
    </h1>
  );
}
