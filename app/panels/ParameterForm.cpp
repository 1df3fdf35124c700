// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/ParameterForm.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace heddle {

namespace {

QString rangeOf(const LessonParameter& parameter) {
    switch (parameter.type) {
    case ParameterType::integer:
        return ParameterForm::tr("%1 to %2").arg(parameter.least).arg(parameter.most);
    case ParameterType::boolean:
        return ParameterForm::tr("yes or no");
    case ParameterType::choice: {
        QStringList choices;
        for (const std::string& choice : parameter.choices)
            choices << QString::fromStdString(choice);
        return choices.join(QStringLiteral(", "));
    }
    }
    return {};
}

}  // namespace

ParameterForm::ParameterForm(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setColumnStretch(0, 3);  // words
    m_grid->setColumnStretch(1, 2);  // numbers
}

void ParameterForm::setLesson(const Lesson& lesson, const std::map<std::string, std::string>& given,
                              const QString& language) {
    clear();
    m_lesson = lesson;
    for (const LessonParameter& parameter : m_lesson.parameters) {
        const auto value = given.find(parameter.name);
        addField(parameter,
                 QString::fromStdString(value == given.end() ? parameter.byDefault : value->second),
                 language);
    }
    check();
}

void ParameterForm::clear() {
    m_fields.clear();
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        // Hidden at once: what is deleted later would be painted once more under the new fields.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_lesson = {};
}

void ParameterForm::addField(const LessonParameter& parameter, const QString& value,
                             const QString& language) {
    const QString name = QString::fromStdString(parameter.name);
    const int row = 2 * static_cast<int>(m_fields.size());
    auto* label = new QLabel(labelOf(parameter, language), this);
    label->setProperty("role", "quiet");
    label->setWordWrap(true);
    label->setToolTip(QStringLiteral("%1: %2").arg(name, rangeOf(parameter)));
    QWidget* editor = makeEditor(parameter, value);
    editor->setObjectName(QStringLiteral("parameter.") + name);
    editor->setAccessibleName(label->text());
    editor->setAccessibleDescription(rangeOf(parameter));
    editor->setToolTip(label->toolTip());
    label->setBuddy(editor);
    auto* objection = new QLabel(this);
    objection->setObjectName(QStringLiteral("objection.") + name);
    objection->setProperty("role", "objection");
    objection->setWordWrap(true);
    objection->hide();
    m_grid->addWidget(label, row, 0);
    m_grid->addWidget(editor, row, 1);
    m_grid->addWidget(objection, row + 1, 0, 1, 2);
    m_fields.push_back({parameter, editor, objection});
}

QWidget* ParameterForm::makeEditor(const LessonParameter& parameter, const QString& value) {
    if (parameter.type == ParameterType::boolean) {
        auto* box = new QCheckBox(this);
        box->setChecked(value == QLatin1String("true"));
        connect(box, &QCheckBox::toggled, this, &ParameterForm::check);
        return box;
    }
    if (parameter.type == ParameterType::choice) {
        auto* box = new QComboBox(this);
        for (const std::string& choice : parameter.choices)
            box->addItem(QString::fromStdString(choice));
        box->setCurrentText(value);
        box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        connect(box, &QComboBox::currentTextChanged, this, &ParameterForm::check);
        return box;
    }
    auto* line = new QLineEdit(value, this);
    line->setProperty("role", "code");
    line->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);  // its label needs the width more
    connect(line, &QLineEdit::textChanged, this, &ParameterForm::check);
    connect(line, &QLineEdit::returnPressed, this, &ParameterForm::submitted);
    return line;
}

QString ParameterForm::Field::value() const {
    if (const auto* box = qobject_cast<QCheckBox*>(editor))
        return box->isChecked() ? QStringLiteral("true") : QStringLiteral("false");
    if (const auto* box = qobject_cast<QComboBox*>(editor))
        return box->currentText();
    const auto* line = qobject_cast<QLineEdit*>(editor);
    return line ? line->text() : QString();
}

void ParameterForm::check() {
    for (Field& field : m_fields) {
        const QString sentence = objectionTo(m_lesson, field.parameter, field.value().trimmed());
        field.objection->setText(sentence);
        field.objection->setVisible(!sentence.isEmpty());
    }
    emit valuesChanged();
}

std::map<std::string, std::string> ParameterForm::values() const {
    std::map<std::string, std::string> values;
    for (const Field& field : m_fields)
        values[field.parameter.name] = field.value().trimmed().toStdString();
    return values;
}

bool ParameterForm::isAllowed() const {
    return std::all_of(m_fields.begin(), m_fields.end(),
                       [](const Field& field) { return field.objection->text().isEmpty(); });
}

void ParameterForm::focusFirstWrong() {
    for (const Field& field : m_fields)
        if (!field.objection->text().isEmpty())
            return field.editor->setFocus(Qt::OtherFocusReason);
}

}  // namespace heddle
