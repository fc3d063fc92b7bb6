#include "cli/help_formatter.hpp"

#include "cli/exit_code.hpp"
#include "cli/text.hpp"

namespace conch::cli {

std::string HelpFormatter::make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const {
    std::string help = make_description(app) + make_usage(app, std::move(name)) + make_positionals(app) +
                       make_groups(app, mode) + make_subcommands(app, mode);
    const CLI::App* program = app;
    while (program->get_parent() != nullptr)
        program = program->get_parent();
    if (program != app) help += make_groups(program, CLI::AppFormatMode::Sub);
    help += "\n" + exit_code_help();
    // The base class puts two empty lines between some groups.
    return CLI::detail::find_and_replace(help, "\n\n\n", "\n\n");
}

std::string HelpFormatter::make_option_name(const CLI::Option* option, bool is_positional) const {
    return CLI::detail::find_and_replace(CLI::Formatter::make_option_name(option, is_positional), "{false}", "");
}

std::string HelpFormatter::make_option_opts(const CLI::Option* option) const {
    if (option->get_type_size() == 0) return {};
    const std::string type = option->get_type_name();
    std::string text = " " + type.substr(0, type.find(':'));  // what follows are validators, which speak for themselves
    if (!option->get_default_str().empty()) text += " (" + option->get_default_str() + ")";
    return text;
}

std::string HelpFormatter::make_option_desc(const CLI::Option* option) const {
    return wrapped(option->get_description(), kLineColumns - kNameColumns, "");  // the base class indents
}

}  // namespace conch::cli
