export const HELP = `Talklint: what seven talks say about your code.

  talklint check [paths…]         report findings       --format text|json  --rule id  --talk id
                                                        --fail-on error|warning|info|hint  --no-ignore
  talklint profile [paths…]       CUPID remarks         --format text|json
  talklint product new            write a data product  --answers file  --set key=value  --dry-run  --format text|json
  talklint product check [paths…] check data products   --format text|json
  talklint radar search <words…>  search the talks      --format text|json  --limit n
  talklint radar list             every blip by ring    --format text|json
  talklint rules list             every rule            --format text|json
  talklint rules test <paths…>    run the examples in rule pages
  talklint rules new <group/slug> write a new rule page into .talklint/rules
  talklint explain <rule id>      what a rule says and why
  talklint --version

Ends with 2 when something could not be done, with 1 when a finding reaches --fail-on (warning unless told), else with 0.
Options of a project: .talklint/config.yaml.
`;
