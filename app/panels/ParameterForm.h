// SPDX-License-Identifier: GPL-3.0-or-later
// The parameters of a lesson as fields; what is wrong with one is said under it while it is typed.
#pragma once

#include "app/bridge/LessonWords.h"

#include <QPointer>
#include <QWidget>

#include <map>
#include <string>
#include <vector>

class QGridLayout;
class QLabel;

namespace heddle {

// Thread: GUI only. Fields are objects named "parameter.NAME", what is wrong stands in "objection.NAME".
class ParameterForm : public QWidget {
    Q_OBJECT
public:
    explicit ParameterForm(QWidget* parent = nullptr);

    // Rebuilds the fields. `given` are values as typed; what is not given takes its default.
    void setLesson(const Lesson& lesson, const std::map<std::string, std::string>& given,
                   const QString& language);
    void clear();

    std::map<std::string, std::string> values() const;  // as typed
    bool isAllowed() const;                             // nothing is wrong with any field
    void focusFirstWrong();

signals:
    void valuesChanged();
    void submitted();  // Return was pressed in a field

private:
    struct Field {
        LessonParameter parameter;
        QPointer<QWidget> editor;
        QLabel* objection = nullptr;
        QString value() const;
    };
    void addField(const LessonParameter& parameter, const QString& value, const QString& language);
    QWidget* makeEditor(const LessonParameter& parameter, const QString& value);
    void check();

    Lesson m_lesson;
    std::vector<Field> m_fields;
    QGridLayout* m_grid;
};

}  // namespace heddle
