namespace Emulator.Host.Tests;

[TestClass]
public sealed class BadConfigs : HostTest
{
    [TestMethod]
    [DataRow("""{"Evry": 3}""", "unknown key Evry; did you mean Every?")]
    [DataRow("""{"Tlb": {"Entrees": 3}}""", "unknown key Tlb:Entrees; did you mean Tlb:Entries?")]
    [DataRow("""{"Tlb": 3}""", "Tlb is a group")]
    [DataRow("""{"Every": "many"}""", "Every is \"many\"; expected a whole number")]
    [DataRow("""{"Cores": 0}""", "Cores is 0; expected a whole number from 1")]
    [DataRow("""{"Cores": null}""", "Cores is null")]
    [DataRow("""{"Cores": [1]}""", "Cores")]
    [DataRow("""{"Flush": "later"}""",
        "Flush is \"later\"; expected batched or per-pte or per-table or before-unlock or none")]
    [DataRow("""{"Tlb": {"Ways": 3}}""", "64 entries in 3 ways")]
    [DataRow("""{"Plugins": ["nowhere"]}""", "the plugin folder nowhere (from emulator.json) is missing")]
    [DataRow("""{"Architecture": "vax"}""", "no architecture named vax (from emulator.json); loaded are")]
    [DataRow("""{"Every": """, "emulator.json: can't be read")]
    [DataRow("[]", "emulator.json: can't be read")]
    [DataRow("""{"Bogus": {}}""", "unknown key Bogus")]
    [DataRow("""{"Bogus": null}""", "unknown key Bogus")]
    [DataRow("""{"Bogus": []}""", "unknown key Bogus")]
    [DataRow("""{"Tlb": {"Bogus": {}}}""", "unknown key Tlb:Bogus")]
    [DataRow("""{"Tlb": {"$schema": "x"}}""", "unknown key Tlb:$schema")]
    [DataRow("""{"$other": "x"}""", "unknown key $other")]
    [DataRow("""{"$schema": 3}""", "$schema is 3; expected a string")]
    [DataRow("""{"Tlb": null}""", "Tlb is a group")]
    [DataRow("""{"Every": "3"}""", "Every is \"3\"; expected a whole number")]
    [DataRow("""{"Every": true}""", "Every is true")]
    [DataRow("""{"Pass": true}""", "Pass is true; expected clean or wrprotect or soft-dirty")]
    [DataRow("""{"Pass": "Clean"}""", "Pass is \"Clean\"; expected clean")]
    [DataRow("""{"Architecture": 3}""", "Architecture is 3; expected an architecture's name")]
    [DataRow("""{"Architectures": "x86"}""", "Architectures is \"x86\"; expected an array of names")]
    [DataRow("""{"Architectures": ["x86", null]}""", "expected an array of names")]
    [DataRow("""{"Plugins": []}""", "Plugins is []: no plugin folder is named; name one")]
    [DataRow("""{"Plugins": ["a,b"]}""", "the plugin folder a,b (from emulator.json) is missing")]
    [DataRow("""{"Every": 3, "Every": 4}""", "emulator.json: can't be read")]
    public void The_file_s_mistake_is_named(string json, string says)
    {
        Emulator.File("emulator.json", json);
        Fails(Emulator.Run("run"), 65, "emulator.json", says);
    }

    [TestMethod]
    public void A_wrong_variable_is_named()
    {
        Emulator.Environment["EMULATOR__Every"] = "many";
        Fails(Emulator.Run("config"), 65, "EMULATOR__Every is 'many'");
    }

    [TestMethod]
    [DataRow("EMULATOR__$schema", "x", "unknown key $schema")]
    [DataRow("EMULATOR__Bogus", "", "unknown key Bogus")]
    [DataRow("EMULATOR__Plugins", "", "EMULATOR__Plugins is '': no plugin folder is named")]
    [DataRow("EMULATOR__Flush", "PER-PTE", "EMULATOR__Flush is 'PER-PTE'; expected batched")]
    public void A_variable_is_held_to_the_same_rules(string variable, string value, string says)
    {
        Emulator.Environment[variable] = value;
        Fails(Emulator.Run("config"), 65, "the environment: " + says);
    }

    [TestMethod]
    public void A_folder_in_the_file_s_place_is_named()
    {
        Directory.CreateDirectory(Path.Combine(Emulator.Folder, "emulator.json"));
        Fails(Emulator.Run("config"), 65, "emulator.json: can't be read: it is a folder");
    }

    [TestMethod]
    public void An_empty_list_of_architectures_means_all_and_comments_are_allowed()
    {
        Emulator.File("emulator.json", """{ /* all */ "Architectures": [], "$schema": "./emulator.schema.json", }""");
        var shown = Emulator.Run("config").Out;
        Assert.MatchesRegex(new System.Text.RegularExpressions.Regex(@"Architectures +\(all\) +emulator.json"), shown);
    }

    [TestMethod]
    [DataRow("--every x", "--every is 'x'")]
    [DataRow("--evry 3", "Unknown option --evry; did you mean --every")]
    [DataRow("one two", "'two' is not known here")]
    [DataRow("--arch vax", "no architecture named vax")]
    [DataRow("--cores", "--cores")]
    [DataRow("--pass CLEAN", "--pass is 'CLEAN'; expected clean or wrprotect")]
    [DataRow("--plugins ,", "--plugins is ',': no plugin folder is named")]
    [DataRow("--pages-out ", "--pages-out is ''")]
    public void A_wrong_option_is_a_usage_error(string arguments, string says) =>
        Fails(Emulator.Run(["compare", .. arguments.Split(' ')]), 64, says);

    [TestMethod]
    public void An_unknown_shell_is_a_usage_error_that_lists_the_known_ones() =>
        Fails(Emulator.Run("completion", "tcsh"), 64, "'tcsh'", "'bash' 'zsh' 'fish' 'pwsh'");

    [TestMethod]
    [DataRow("[suggest]")]
    [DataRow("[suggest:x]")]
    [DataRow("[diagram]")]
    [DataRow("[")]
    public void A_word_in_brackets_is_a_usage_error(string word) =>
        Fails(Emulator.Run(word, "compare"), 64, $"'{word}' is not known here");

    [TestMethod]
    public void An_unknown_verb_is_a_usage_error() => Fails(Emulator.Run("compar"), 64, "'compar' is not known here",
        "--help");

    [TestMethod]
    public void Options_win_over_the_environment_over_the_file_over_what_is_built_in()
    {
        Emulator.File("emulator.json",
            """{"Architecture": "x86", "Every": 11, "Cores": 12, "Tlb": {"Entries": 128}}""");
        Emulator.Environment["EMULATOR__Cores"] = "3";
        Emulator.Environment["EMULATOR__Tlb__Replacement"] = "random";
        var shown = Emulator.Run("config").Out;
        foreach (var line in new[] { @"Every +11 +emulator.json", @"Cores +3 +the environment",
            @"Tlb:Entries +128 +emulator.json",
            @"Tlb:Replacement +random +the environment", @"Flush +batched +built in" })
            Assert.MatchesRegex(new System.Text.RegularExpressions.Regex(line), shown);
        Assert.Contains("every 11 data records, flush batched, rules as-posted, 4 cores",
            Emulator.Run("run", Emulator.File("t", " S 10,4\n"), "--cores", "4").Out);
    }

    [TestMethod]
    public void The_architecture_is_swapped_by_the_file_alone()
    {
        Emulator.File("t", " S 10,4\n");
        foreach (var name in new[] { "x86", "arm64-sw", "soft-dirty" })
        {
            Emulator.File("emulator.json", $$"""{"Architecture": "{{name}}", "Trace": "t"}""");
            Assert.StartsWith($"t on {name}: ", Emulator.Run("run").Out);
        }
    }
}
