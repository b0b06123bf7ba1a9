/**
 * A trainer's lesson on a page: each kind of node with the course's own component for it. Texts are
 * given to React as texts, addresses are those that were let through when it was read.
 */
import type { ReactNode } from "react";
import { Exercice } from "@/components/exercise/exercice";
import { Commande } from "@/components/lesson/commande";
import { Encadre } from "@/components/lesson/encadre";
import { Extrait } from "@/components/lesson/extrait";
import { Fichier } from "@/components/lesson/fichier";
import { Figure } from "@/components/lesson/figure";
import { InlineCode } from "@/components/lesson/inline-code";
import { Prediction } from "@/components/lesson/prediction";
import { Sortie } from "@/components/lesson/sortie";
import { Terme } from "@/components/lesson/terme";
import { Quiz } from "@/components/quiz/quiz";
import type { LessonNode } from "@/lib/authoring/markdown/nodes";
import type { Exercise } from "@/lib/content/exercises/read";
import type { Term } from "@/lib/content/schema/glossary";
import { StillExercise } from "./still-exercise";

export interface Scene {
  /** `lecons/…`: whose answers are kept */
  lesson: string;
  exercises: readonly Exercise[];
  terms: ReadonlyMap<string, Term>;
  /** beside a workspace, or only to be looked at */
  live: boolean;
}

export function AuthoredBody({ nodes, scene }: { nodes: readonly LessonNode[]; scene: Scene }) {
  return nodes.map((node, index) => <Node key={index} node={node} scene={scene} />);
}

function Node({ node, scene }: { node: LessonNode; scene: Scene }): ReactNode {
  const within = (children: readonly LessonNode[]) => (
    <AuthoredBody nodes={children} scene={scene} />
  );
  switch (node.type) {
    case "text":
      return node.text;
    case "inlineCode":
      return <InlineCode>{node.text}</InlineCode>;
    case "break":
      return <br />;
    case "rule":
      return <hr />;
    case "paragraph":
      return <p>{within(node.children)}</p>;
    case "strong":
      return <strong>{within(node.children)}</strong>;
    case "emphasis":
      return <em>{within(node.children)}</em>;
    case "delete":
      return <del>{within(node.children)}</del>;
    case "quote":
      return <blockquote>{within(node.children)}</blockquote>;
    case "item":
      return <li>{within(node.children)}</li>;
    case "list":
      return node.ordered ? (
        <ol start={node.start}>{within(node.children)}</ol>
      ) : (
        <ul>{within(node.children)}</ul>
      );
    case "heading": {
      const Level = `h${node.depth}` as const;
      return <Level id={node.id}>{within(node.children)}</Level>;
    }
    case "link":
      return /^[/#]/.test(node.href) ? (
        <a href={node.href}>{within(node.children)}</a>
      ) : (
        <a href={node.href} rel="noreferrer nofollow">
          {within(node.children)}
        </a>
      );
    case "table":
      return <Table rows={node.rows} scene={scene} />;
    case "command":
      return <Commande index={String(node.index)} texte={node.text} runs={scene.live} />;
    case "output":
      return <Sortie texte={node.text} />;
    case "extract":
      return <Extrait langage={node.language} texte={node.text} />;
    case "file":
      return (
        <Fichier nom={node.name} langage={node.language} texte={node.text} saves={scene.live} />
      );
    case "box":
      return (
        <Encadre type={node.kind} {...(node.title === null ? {} : { titre: node.title })}>
          {within(node.children)}
        </Encadre>
      );
    case "term": {
      const term = scene.terms.get(node.id);
      return term ? <Terme term={term}>{within(node.children)}</Terme> : within(node.children);
    }
    case "figure":
      return (
        <Figure
          nom={node.name}
          alt={node.alt}
          {...(node.legend === null ? {} : { legende: node.legend })}
        />
      );
    case "quiz":
      return <Quiz lesson={scene.lesson} quiz={node.quiz} />;
    case "prediction":
      return node.quiz.type === "une" ? (
        <Prediction
          lesson={scene.lesson}
          question={node.quiz.question}
          options={node.quiz.options.map(({ texte, explication, juste = false }) => ({
            ...{ texte, explication, juste },
          }))}
        />
      ) : null;
    case "exercise": {
      const exercise = scene.exercises.find(({ slug }) => slug === node.slug);
      if (exercise === undefined) return null;
      return scene.live ? <Exercice exercise={exercise} /> : <StillExercise exercise={exercise} />;
    }
  }
}

function Table({ rows, scene }: { rows: LessonNode[][][]; scene: Scene }) {
  const [head = [], ...body] = rows;
  return (
    <table>
      <thead>
        <tr>
          {head.map((cell, index) =>
            cell.length === 0 ? (
              <td key={index} />
            ) : (
              <th key={index} scope="col">
                <AuthoredBody nodes={cell} scene={scene} />
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {body.map((row, at) => (
          <tr key={at}>
            {row.map((cell, index) => (
              <td key={index}>
                <AuthoredBody nodes={cell} scene={scene} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
