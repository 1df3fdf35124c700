// SPDX-License-Identifier: GPL-3.0-or-later
// What the chosen lesson is about, and its parameters.
#pragma once

#include "app/bridge/LessonWords.h"

#include <QWidget>

#include <map>
#include <string>

class QLabel;
class QTextBrowser;

namespace heddle {

class ParameterForm;

// Thread: GUI only.
class LessonPanel : public QWidget {
    Q_OBJECT
public:
    explicit LessonPanel(QWidget* parent = nullptr);

    // `place` of `placesInChapter`: where the lesson stands in its chapter.
    void setLesson(const Lesson& lesson, int placesInChapter,
                   const std::map<std::string, std::string>& parameters, const QString& language);
    void setProgram(const QString& title,
                    const QString& about);  // a program or file that is no lesson of ours

    ParameterForm& form() { return *m_form; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;  // what it is scrolled in has another height

private:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void fitText();
    void showText(const QString& markdown);

    QLabel* m_title;
    QLabel* m_chapter;
    QTextBrowser* m_text;
    QLabel* m_parametersTitle;
    ParameterForm* m_form;
};

}  // namespace heddle
