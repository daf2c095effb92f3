export const HELP = `Talklint: what seven talks say about your code.

  talklint check [paths…]         report findings in files and folders
      --format text|json|sarif|github
      --rule id, --talk id        only these; each may be given several times, and both combine
      --fix                       apply the safe fixes, report what remains
      --fail-on severity          end with 1 from this severity on: error, warning (unless told), info, hint
      --baseline file             leave out the findings in this file; writes it when it is not there
      --since commit              also what breaks the readers of data contracts since that commit (asks git)
      --stdin-filename file       check standard input as this file; with --fix prints the fixed text
      --jobs n                    how many threads; chosen by the number of files unless told
      --no-ignore                 pass over the ignores in .talklint/config.yaml
  talklint profile [paths…]       CUPID remarks         --format text|json
      --report                    all files together: how much is flagged, the worst functions, fragments, what was accepted
      --since commit              with --report: also what became better or worse since that commit (asks git)
  talklint carbon [paths…]        what the infrastructure would emit  --format text|json
  talklint product new            write a data product  --answers file  --set key=value  --dry-run  --diff  --json
  talklint product add output-port <product>  one more output port  --name word  --kind table|file|topic|api  --columns file.csv|file.sql|port
  talklint product add input-port <product>   read another product  --from product/port@version  --name word
                                  both with --dry-run  --diff  --json
  talklint product check [paths…] check data products   --format text|json|sarif|github  --since commit
  talklint product canvas <folder> write the data ethics canvas of a product, or check it  --dry-run  --format …
  talklint product readiness [path] what shows whether a data mesh would work here      --format markdown|json|svg
  talklint product lineage [paths…] what feeds what     --format text|svg|mermaid|openlineage|json
      --product id                only this one with what feeds it and what reads it
      --without contract.object.column  what breaks when that column goes
  talklint radar search <words…>  search the talks      --format text|json  --limit n
  talklint radar list             every blip by ring    --format text|json
  talklint radar export --as byor-csv|byor-json|aoe|zalando|backstage
      --from file                 only this radar of .talklint, with all it says
      --out path                  write there and not to the output; a folder for aoe
  talklint radar usage [paths…]   where blips are used  --format text|json
  talklint rules list             every rule            --format text|json
  talklint rules test <paths…>    run the examples in rule pages or packs
  talklint rules new <group/name> write a new rule page into .talklint/rules
  talklint explain <rule id>      what a rule says and why
  talklint --version

Ends with 2 when something could not be done, with 1 when a finding reaches --fail-on, else with 0.
Options of a project: .talklint/config.yaml.
`;
