import { z } from 'zod';
import { CatalogueShape } from '../src/cli/catalogue-file/catalogue-shape.ts';
import { SCHEMA_URL } from '../src/cli/catalogue-file/write-yaml.ts';

/** The JSON Schema of catalogue files, as published in schema/; in the draft that editors know. */
export function catalogueJsonSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(CatalogueShape, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ $schema, $id: SCHEMA_URL, ...schema }, null, 2)}\n`;
}
