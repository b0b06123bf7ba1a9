import { CodeBlock } from "@/components/lesson/code-block";
import type { Block, Inline } from "@/lib/protocol/exercise-text";

/** A text of an exercise: a tree of plain text, whatever the learner's own names hold. */
export function Text({ blocks }: { blocks: readonly Block[] }) {
  return (
    <div className="grid gap-3 [&_li>div]:gap-1">
      {blocks.map((block, index) => (
        <TextBlock key={index} block={block} />
      ))}
    </div>
  );
}

function TextBlock({ block }: { block: Block }) {
  switch (block.type) {
    case "paragraph":
      return (
        <p className="text-pretty">
          <Line inlines={block.children} />
        </p>
      );
    case "list": {
      const items = block.items.map((item, index) => (
        <li key={index}>
          <Text blocks={item} />
        </li>
      ));
      return block.ordered ? (
        <ol className="grid list-decimal gap-1 pl-6">{items}</ol>
      ) : (
        <ul className="grid list-disc gap-1 pl-6">{items}</ul>
      );
    }
    case "code":
      return (
        <div className="rounded-lg border border-line bg-sunken px-4 py-3">
          <CodeBlock label="Extrait">{block.text}</CodeBlock>
        </div>
      );
  }
}

export function Line({ inlines }: { inlines: readonly Inline[] }) {
  return inlines.map((inline, index) => <Piece key={index} inline={inline} />);
}

function Piece({ inline }: { inline: Inline }) {
  switch (inline.type) {
    case "text":
      return inline.text;
    case "code":
      return (
        <code className="rounded-sm bg-sunken px-1 py-0.5 font-mono text-[0.92em] [overflow-wrap:anywhere]">
          {inline.text}
        </code>
      );
    case "break":
      return <br />;
    case "strong":
      return (
        <strong>
          <Line inlines={inline.children} />
        </strong>
      );
    case "emphasis":
      return (
        <em>
          <Line inlines={inline.children} />
        </em>
      );
    case "link":
      return (
        <a href={inline.href} rel="noreferrer" className="text-sea underline underline-offset-4">
          <Line inlines={inline.children} />
        </a>
      );
  }
}
