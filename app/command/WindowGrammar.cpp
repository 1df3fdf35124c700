// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/WindowGrammar.h"

#include "app/command/LessonChoice.h"

namespace heddle {

void WindowGrammar::addTo(CLI::App& app) {
    app.add_option("FILE", m_words, "A trace to open; with --lesson its NAME=VALUE…")->type_name("");
    CLI::Option* lesson = app.add_option("--lesson", m_lesson, "The lesson to open")->type_name("NAME");
    app.add_option("--theme", m_theme, "How the window looks: system, light, dark, high-contrast")
        ->type_name("NAME")
        ->check(CLI::IsMember({"system", "light", "dark", "high-contrast"}));
    app.add_flag("--run", m_runsAtOnce, "Run the lesson at once")->needs(lesson);
}

Result<WindowRequest> WindowGrammar::requestFile() const {
    if (m_words.empty())
        return WindowRequest{};
    const std::string& file = m_words.front();
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        return failure("\"" + file +
                       "\" is neither a command nor a file that is there; heddle --help lists the commands");
    if (m_words.size() > 1)
        return failure("open \"" + file + "\" and \"" + m_words[1] + "\": the window opens one file");
    WindowRequest request;
    request.file = file;
    return request;
}

Result<WindowRequest> WindowGrammar::request() const {
    Result<WindowRequest> request = m_lesson.empty() ? requestFile() : requestLesson();
    if (request)
        request->theme = m_theme;
    return request;
}

Result<WindowRequest> WindowGrammar::requestLesson() const {
    Result<LessonChoice> choice = chooseLesson(readLessons(installedLessonsFolder()), m_lesson, m_words);
    if (!choice)
        return tl::unexpected(choice.error());
    WindowRequest request;
    request.lesson = m_lesson;
    request.parameters = std::move(choice->parameters);
    request.runsAtOnce = m_runsAtOnce;
    return request;
}

}  // namespace heddle
