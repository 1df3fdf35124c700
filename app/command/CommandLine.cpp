// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/CommandLine.h"

#include "app/command/Command.h"
#include "app/command/EventsCommand.h"
#include "app/command/ExploreCommand.h"
#include "app/command/ExportCommand.h"
#include "app/command/InfoCommand.h"
#include "app/command/LessonsCommand.h"
#include "app/command/RecordCommand.h"
#include "app/command/RecoverCommand.h"
#include "app/command/ReplayCommand.h"
#include "app/command/RunCommand.h"
#include "app/command/Speech.h"
#include "app/command/WindowGrammar.h"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <fcntl.h>
#include <iostream>
#include <unistd.h>
#include <vector>

namespace heddle {
namespace {

const char* const exitCodes =
    "Exit codes: 0 finished, and no trouble was found; 1 Heddle failed; 2 wrong use, or an unreadable file;\n"
    "3 trouble was found, or recover lost something; 4 the program itself failed; 5 timeout;\n"
    "128 + N stopped by signal N.\n"
    "Without a command the window opens. heddle COMMAND --help says more.";

// What follows the first "--" belongs to the program that is to be recorded: cut off here, because the parser
// would look into it.
struct Words {
    std::vector<std::string> ours, program;

    Words(int argc, char** argv) {
        const std::vector<std::string> all(argv + std::min(argc, 1), argv + argc);
        const auto dashes = std::find(all.begin(), all.end(), "--");
        ours.assign(all.begin(), dashes);
        if (dashes != all.end())
            program.assign(dashes + 1, all.end());
    }
};

// A standard stream that came closed would be the number of the next file opened, and what is printed would
// go there. Nothing can be written to /dev/full: that what was asked for went nowhere is told.
void occupyStandardStreams() {
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd)
        if (::fcntl(fd, F_GETFD) < 0)  // then it is the lowest that is free
            ::open(fd == STDOUT_FILENO ? "/dev/full" : "/dev/null", O_RDWR);
}

class CommandLine {
public:
    explicit CommandLine(const std::vector<std::string>& program) {
        m_app.set_version_flag("--version", "heddle " HEDDLE_VERSION, "Print the version");
        m_window.addTo(m_app);
        m_commands = {lessonsCommand(m_app), runCommand(m_app),     recordCommand(m_app, program),
                      replayCommand(m_app),  infoCommand(m_app),    eventsCommand(m_app),
                      exportCommand(m_app),  exploreCommand(m_app), recoverCommand(m_app)};
        m_app.require_subcommand(0, 1);
        m_app.footer(exitCodes);  // last, or the commands would inherit it
    }

    std::variant<int, WindowRequest> perform(std::vector<std::string> words) {
        std::reverse(words.begin(), words.end());  // as the parser takes them
        try {
            m_app.parse(std::move(words));
        } catch (const CLI::CallForHelp&) {
            std::cout << m_app.help();
            return writtenTo(std::cout);
        } catch (const CLI::CallForVersion& version) {
            std::cout << version.what() << "\n";
            return writtenTo(std::cout);
        } catch (const CLI::ParseError& error) {
            return saidAs(ExitCode::wrongUse, error.what());
        }
        for (const Command& command : m_commands)
            if (command.grammar->parsed())
                return command.perform();
        return wish();
    }

private:
    std::variant<int, WindowRequest> wish() const {
        Result<WindowRequest> request = m_window.request();
        if (!request)
            return saidAs(ExitCode::wrongUse, request.error().sentence);
        return std::move(*request);
    }

    CLI::App m_app{
        "Shows what concurrent programs do: runs them, records them, and lets you be the scheduler.",
        "heddle"};
    WindowGrammar m_window;
    std::vector<Command> m_commands;
};

}  // namespace

std::variant<int, WindowRequest> runCommandLine(int argc, char** argv) {
    occupyStandardStreams();
    Words words(argc, argv);
    try {
        return CommandLine(words.program).perform(std::move(words.ours));
    } catch (const std::exception& error) {  // memory, mostly: nothing of ours throws
        return saidAs(ExitCode::heddleFailed, error.what());
    }
}

}  // namespace heddle
