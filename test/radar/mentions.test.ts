import { describe, expect, it } from 'vitest';
import { mentionsIn, type Mention } from '../../src/radar/mentions.js';
import { testEngine } from '../support/engine.js';

/** Each mention as `key=<what its span covers>`. */
function shown(text: string, mentions: readonly Mention[]): string[] {
  return mentions.map(({ key, span }) => `${key}=${text.slice(span.start, span.end)}`);
}

function inFile(path: string, text: string): string[] {
  return shown(text, mentionsIn({ path, text }));
}

async function inCode(path: string, text: string): Promise<string[]> {
  const engine = await testEngine();
  const document = await engine.open({ path, text });
  if (!document?.tree) throw new Error(`${path} has no tree`);
  const found = shown(text, mentionsIn({ path, text, language: document.language.id, tree: document.tree }));
  document.dispose();
  return found;
}

describe('package.json', () => {
  it('names the packages of all four sections and nothing else', () => {
    const text = '{ "name": "moment", "dependencies": { "moment": "^2.29.0", "@tgwf/co2": "1" }, "devDependencies": {"vitest":"4"},\n "peerDependencies": {"react":"19"}, "optionalDependencies": {"fsevents":"2"}, "scripts": {"lodash":"x"}, "config": {"dependencies": {"jquery": "1"}} }';
    expect(inFile('app/package.json', text)).toEqual(['npm:moment=moment', 'npm:@tgwf/co2=@tgwf/co2', 'npm:vitest=vitest', 'npm:react=react', 'npm:fsevents=fsevents']);
  });

  it('counts offsets in UTF-16 units over CRLF and emoji', () => {
    const text = '{\r\n  "description": "🚀 naïve 🛰️",\r\n  "dependencies": {\r\n    "lodash": "4"\r\n  }\r\n}\r\n';
    const [mention] = mentionsIn({ path: 'package.json', text });
    expect(mention).toEqual({ key: 'npm:lodash', span: { start: text.indexOf('lodash'), end: text.indexOf('lodash') + 6 } });
  });

  it('reads what it can of a broken file', () => {
    expect(inFile('package.json', '{ "dependencies": { "axios": "1", "moment" } ,, ')).toEqual(['npm:axios=axios', 'npm:moment=moment']);
    expect(inFile('package.json', '{ "dependencies": ["axios"], "devDependencies": null }')).toEqual([]);
    expect(inFile('package.json', '')).toEqual([]);
  });

  it('gives up on absurd nesting without throwing', () => {
    expect(inFile('package.json', '['.repeat(200_000))).toEqual([]);
  });

  it('is only read in a file of that name', () => {
    expect(inFile('my-package.json', '{"dependencies":{"moment":"2"}}')).toEqual([]);
  });
});

describe('Python manifests', () => {
  it('reads requirements: extras, versions, markers, comments; not options, addresses, paths', () => {
    const text = [
      '# pandas would be a comment', 'pandas>=2,<3 # numpy', '  Scikit_Learn[alldeps] == 1.7 ; python_version > "3.10"', 'polars', 'spacy @ https://example.org/spacy.whl', '-r base.txt',
      '--hash=sha256:abc', '-e git+https://example.org/dask.git#egg=dask', 'git+https://example.org/x.git', './local', 'https://example.org/keras.whl', 'umap-learn~=0.5',
    ].join('\r\n');
    expect(inFile('requirements.txt', text)).toEqual(['pypi:pandas=pandas', 'pypi:scikit-learn=Scikit_Learn', 'pypi:polars=polars', 'pypi:spacy=spacy', 'pypi:umap-learn=umap-learn']);
  });

  it('knows the usual names of requirements files', () => {
    for (const path of ['requirements-dev.txt', 'dev-requirements.txt', 'requirements/test.txt', 'svc/requirements.in']) expect(inFile(path, 'dask'), path).toEqual(['pypi:dask=dask']);
    expect(inFile('notes.txt', 'dask')).toEqual([]);
  });

  it('reads pyproject.toml: project lists, groups, Poetry', () => {
    const text = `# "dask" in a comment
[build-system]
requires = ["hatchling"]
[project]
name = "numpy" # 🐍
dependencies = [
  "polars>=1", # not "pandas"
  'pyarrow [all]',
]
[project.optional-dependencies]
plot = ["hiplot", "altair"]
[dependency-groups]
dev = ["pytest", {include-group = "keras"}]
[tool.poetry.dependencies]
python = "^3.12"
spacy = { version = "^3", extras = ["torch"] }
[tool.poetry.group.dev.dependencies]
"umap.learn" = "*"
[tool.other.dependencies]
requests = "1"
`;
    expect(inFile('pyproject.toml', text)).toEqual([
      'pypi:polars=polars', 'pypi:pyarrow=pyarrow', 'pypi:hiplot=hiplot', 'pypi:altair=altair', 'pypi:pytest=pytest', 'pypi:spacy=spacy', 'pypi:umap-learn=umap.learn',
    ]);
  });

  it('survives a broken pyproject.toml and goes on after the mistake', () => {
    const text = '[project\nname = = "x"\nversion = "1\n]\n[tool.poetry.dependencies]\npandas = "2"\n';
    expect(inFile('pyproject.toml', text)).toEqual(['pypi:pandas=pandas']);
    expect(inFile('pyproject.toml', `[project]\ndependencies = ${'['.repeat(100_000)}`)).toEqual([]);
    expect(inFile('pyproject.toml', '[project]\ndependencies = ["""')).toEqual([]);
  });
});

describe('Cargo.toml and go.mod', () => {
  it('reads crates: inline tables, own tables, targets, dotted keys, renames; each once', () => {
    const text = `[package]\nname = "arrow2"\n[dependencies]\npolars = { version = "0.50", features = ["lazy"] }\nserde.workspace = true\nframes = { package = "parquet_derive", version = "1" }\n[dependencies.rayon]\nversion = "1"\n[dev-dependencies]\ncriterion = "0.7"\n[target.'cfg(unix)'.dependencies]\nnix = "0.30"\n[features]\ndefault = ["dep:arrow"]\n`;
    expect(inFile('Cargo.toml', text)).toEqual(['cargo:polars=polars', 'cargo:serde=serde', 'cargo:parquet-derive=parquet_derive', 'cargo:rayon=rayon', 'cargo:criterion=criterion', 'cargo:nix=nix']);
  });

  it('reads direct Go requirements without their major version suffix', () => {
    const text = 'module example.org/arrow\n\ngo 1.25\n\nrequire github.com/apache/arrow-go/v18 v18.4.0\r\n\r\nrequire (\r\n\t// github.com/a/b v1.0.0\r\n\tk8s.io/client-go v0.34.0\r\n\tgolang.org/x/sys v0.35.0 // indirect\r\n)\r\nreplace k8s.io/api => ../api\n';
    expect(inFile('go.mod', text)).toEqual(['go:github.com/apache/arrow-go=github.com/apache/arrow-go/v18', 'go:k8s.io/client-go=k8s.io/client-go']);
  });
});

describe('infrastructure', () => {
  it('reads base images, not stages, scratch, variables or other instructions', () => {
    const text = '# FROM nginx\nARG BASE=alpine\nFROM --platform=$BUILDPLATFORM python:3.12-slim@sha256:00 AS Build\nRUN psql -c "select 1 \\\n  FROM users"\nFROM build AS test\nFROM ${BASE}\nFROM scratch\nfrom docker.io/library/node:22\nFROM localhost:5000/team/app:1\nFROM hubblo/scaphandre\n';
    expect(inFile('svc/Dockerfile', text)).toEqual(['docker:python=python', 'docker:node=docker.io/library/node', 'docker:localhost:5000/team/app=localhost:5000/team/app', 'docker:hubblo/scaphandre=hubblo/scaphandre']);
    expect(inFile('Dockerfile.dev', 'FROM node')).toEqual(['docker:node=node']);
  });

  it('reads the actions of a workflow', () => {
    const text = 'on: push\r\njobs:\r\n  build:\r\n    name: "🚀 uses: fake/action@v1"\r\n    steps:\r\n      - uses: actions/checkout@v5 # first\r\n      - uses: "infracost/actions/setup@v3"\r\n      - uses: ./.github/actions/own\r\n      - uses: docker://alpine:3\r\n      - run: |\r\n          uses: not/this@v1\r\n  shared:\r\n    uses: Octo/Shared/.github/workflows/x.yml@main\r\n';
    expect(inFile('.github/workflows/ci.yml', text)).toEqual(['gha:actions/checkout=actions/checkout', 'gha:infracost/actions=infracost/actions', 'gha:octo/shared=Octo/Shared']);
    expect(inFile('deploy/values.yaml', text)).toEqual([]);
    expect(inFile('.github/workflows/ci.yml', 'jobs:\n  a: [\n  - uses: actions/cache@v4\n : :')).toBeInstanceOf(Array);
  });

  it('reads providers, resources and data sources of Terraform, not comments or texts', () => {
    const text = 'terraform {\n  required_providers {\n    cloud = {\n      source  = "hashicorp/google"\n      version = "7"\n    }\n  }\n}\nprovider "aws" {\n  region = "eu-north-1" # resource "aws_vpn_gateway" "x"\n}\n/*\nresource "aws_vpc" "old" {}\n*/\nresource "aws_s3_bucket" "reports" {\n  policy = <<-EOT\n  resource "aws_iam_role" "no" {}\n  EOT\n}\ndata "kubernetes_service" "api" {}\nmodule "x" {\n  source = "terraform-aws-modules/vpc/aws"\n}\n// provider "azurerm" {}\n';
    expect(inFile('infra/main.tf', text)).toEqual(['tf:google=google', 'tf:aws=aws', 'tf:aws_s3_bucket=aws_s3_bucket', 'tf:kubernetes_service=kubernetes_service']);
  });

  it('reads an unfinished here-document and many quotes in one pass', () => {
    const text = `resource "aws_instance" "a" {}\n${'x = <<A\n'.repeat(50_000)}${'\\"'.repeat(200_000)}`;
    expect(inFile('main.tf', text)).toEqual(['tf:aws_instance=aws_instance']);
  });
});

describe('imports', () => {
  it('names Python modules, their dotted prefixes and what is taken from them', async () => {
    const text = 'title = "🐼 first"\r\nimport os, pandas as pd\r\nimport sklearn.decomposition as d\r\nfrom sklearn.linear_model import (LogisticRegression as LR)\r\nfrom . import numpy\r\nfrom .polars import x\r\nfrom __future__ import annotations\r\n# import dask\r\n';
    expect(await inCode('job.py', text)).toEqual([
      'py:os=os', 'py:pandas=pandas', 'py:sklearn=sklearn', 'py:sklearn.decomposition=sklearn.decomposition',
      'py:sklearn=sklearn', 'py:sklearn.linear_model=sklearn.linear_model', 'py:sklearn.linear_model.LogisticRegression=LogisticRegression',
    ]);
  });

  it('names npm packages under every import spelling, deep ones too', async () => {
    const text = `const s = "🛰️ import x from 'jquery'";\nimport { Bucket } from 'aws-cdk-lib/aws-s3';\nimport type { Construct } from "constructs";\nimport '@tgwf/co2/dist/x.js';\nexport { get } from 'lodash';\nimport moment = require('moment');\nconst axios = require('axios');\nconst lazy = () => import('apache-arrow');\nimport a from './pandas.js';\nimport fs from 'node:fs';\nimport b from '#own';\nimport c from 'https://example.org/x.js';\nrequire(name);\n// import 'umap-js'\n`;
    expect(await inCode('app.ts', text)).toEqual([
      'npm:aws-cdk-lib=aws-cdk-lib', 'npm:constructs=constructs', 'npm:@tgwf/co2=@tgwf/co2', 'npm:lodash=lodash', 'npm:moment=moment', 'npm:axios=axios', 'npm:apache-arrow=apache-arrow',
    ]);
    expect(await inCode('page.tsx', "import React from 'react';\n")).toEqual(['npm:react=react']);
    expect(await inCode('old.js', "const $ = require('jquery');\n")).toEqual(['npm:jquery=jquery']);
  });

  it('still names the imports of a file with a mistake in it', async () => {
    expect(await inCode('broken.py', 'import polars\ndef (:\nimport numpy\n')).toContain('py:polars=polars');
  });
});

describe('manifests of .NET and the JVM', () => {
  it('a project file names its package references, not those in comments', () => {
    const text = '<Project Sdk="Microsoft.NET.Sdk">\r\n <ItemGroup>\r\n  <PackageReference Include="Confluent.Kafka" Version="2.3.0" />\r\n  <!-- <PackageReference Include="Old.One" /> -->\r\n  <PackageReference Version="1" Update=\'Serilog\'>\r\n   <PrivateAssets>all</PrivateAssets></PackageReference>\r\n  <ProjectReference Include="../Shared/Shared.csproj" /><Reference Include="System.Web" />\r\n </ItemGroup>\r\n</Project>';
    expect(inFile('src/Web/Web.csproj', text)).toEqual(['nuget:confluent.kafka=Confluent.Kafka', 'nuget:serilog=Serilog']);
    expect(inFile('Directory.Packages.props', '<PackageVersion Include="Apache.Arrow" Version="14" />')).toEqual(['nuget:apache.arrow=Apache.Arrow']);
    expect(inFile('web/packages.config', '<packages><package id="jQuery" version="3.7.1" targetFramework="net48" /></packages>')).toEqual(['nuget:jquery=jQuery']);
  });

  it('a pom names dependencies, plugins and the parent, and no exclusion', () => {
    const text = `<project><groupId>com.tulip</groupId><artifactId>trips</artifactId>
  <parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId></parent>
  <dependencies><dependency><groupId>org.apache.kafka</groupId><artifactId>kafka-clients</artifactId>
    <exclusions><exclusion><groupId>org.slf4j</groupId><artifactId>slf4j-api</artifactId></exclusion></exclusions></dependency>
    <!-- <dependency><groupId>x.y</groupId><artifactId>z</artifactId></dependency> -->
    <dependency><artifactId>no-group</artifactId></dependency></dependencies>
  <build><plugins><plugin><artifactId>maven-shade-plugin</artifactId></plugin></plugins></build></project>`;
    expect(inFile('pom.xml', text)).toEqual(['maven:org.springframework.boot:spring-boot-starter-parent=spring-boot-starter-parent', 'maven:org.apache.kafka:kafka-clients=kafka-clients', 'maven:org.apache.maven.plugins:maven-shade-plugin=maven-shade-plugin']);
  });

  it('Gradle in Groovy and Kotlin', () => {
    const groovy = "dependencies {\n  implementation 'org.apache.arrow:arrow-vector:14.0.0'\n  // api 'a.b:c:1'\n  testImplementation group: 'junit', name: 'junit', version: '4'\n  api platform('x.y:bom:1')\n  implementation project(':core')\n}\nrepositories { maven { url 'https://repo.x/y' } }";
    expect(inFile('build.gradle', groovy)).toEqual(['maven:org.apache.arrow:arrow-vector=arrow-vector', 'maven:junit:junit=junit', 'maven:x.y:bom=bom']);
    expect(inFile('app/build.gradle.kts', 'dependencies {\n  implementation("io.openlineage:openlineage-java:$version")\n  "custom"("a.b:c")\n  implementation(libs.kafka)\n}')).toEqual(['maven:io.openlineage:openlineage-java=openlineage-java', 'maven:a.b:c=c']);
  });

  it('a version catalogue', () => {
    const text = '[versions]\nkafka = "3.6"\n[libraries]\nkafka = { module = "org.apache.kafka:kafka-clients", version.ref = "kafka" }\narrow = "org.apache.arrow:arrow-vector:14"\nspark = { name = "spark-sql_2.12", group = "org.apache.spark", version = "3" }\n[plugins]\nx = { id = "y" }\n';
    expect(inFile('gradle/libs.versions.toml', text)).toEqual(['maven:org.apache.kafka:kafka-clients=kafka-clients', 'maven:org.apache.arrow:arrow-vector=arrow-vector', 'maven:org.apache.spark:spark-sql_2.12=spark-sql_2.12']);
  });

  it('broken ones give what can be read, quickly', () => {
    expect(inFile('pom.xml', '<dependency>'.repeat(20_000))).toEqual([]);
    expect(inFile('a.csproj', '<PackageReference '.repeat(20_000))).toEqual([]);
    expect(inFile('build.gradle', "implementation '".repeat(20_000))).toEqual([]);
    expect(inFile('a.csproj', '<!-- <PackageReference Include="A" />')).toEqual([]);
  });
});
