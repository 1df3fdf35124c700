// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/SelectionPanel.h"

#include "app/panels/ElidedLabel.h"
#include "app/panels/Wording.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <utility>

namespace heddle {

namespace {

QLabel* labelFor(const char* role, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setProperty("role", role);
    label->setTextFormat(Qt::PlainText);  // names and contents come from the program
    return label;
}

ElidedLabel* elidedFor(const char* role, QWidget* parent) {
    auto* label = new ElidedLabel(parent);
    label->setProperty("role", role);
    return label;
}

// The links are numbered, and put into `links`; they look as the lines' do.
QString richText(const Story& story, const QColor& color, std::vector<Story::Part>& links) {
    QStringList rows;
    for (const std::vector<Story::Part>& sentence : story.sentences) {
        QString row;
        for (const Story::Part& part : sentence) {
            const QString words = part.words.toHtmlEscaped();
            row += part.isLink() ? QStringLiteral("<a href=\"%1\" style=\"color:%2\">%3</a>")
                                       .arg(QString::number(links.size()), color.name(), words)
                                 : words;
            if (part.isLink())
                links.push_back(part);
        }
        rows << row;
    }
    return rows.join(QStringLiteral("<br>"));
}

}  // namespace

SelectionPanel::SelectionPanel(const TraceModel& model, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_model(model), m_theme(theme), m_title(elidedFor("heading", this)),
      m_place(elidedFor("small", this)), m_sentence(labelFor("text", this)), m_lines(new QGridLayout) {
    m_sentence->setObjectName(QStringLiteral("selection.sentence"));
    m_sentence->setWordWrap(true);
    connect(m_sentence, &QLabel::linkActivated, this, &SelectionPanel::follow);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_place);
    m_title->setObjectName(QStringLiteral("selection.title"));
    const int gap = theme.size(Measure::gap), margin = theme.size(Measure::margin);
    m_lines->setHorizontalSpacing(gap);
    m_lines->setVerticalSpacing(gap / 2);
    m_lines->setColumnStretch(1, 1);
    for (int row = 0; row < storyLines; ++row)
        addLine(row);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(gap);
    column->addLayout(head);
    column->addWidget(m_sentence);
    column->addLayout(m_lines);
    column->addStretch();
    connect(&m_model, &TraceModel::ended, this, &SelectionPanel::tell);  // who ended a worker is known then
    tell();
}

void SelectionPanel::addLine(int row) {
    auto* words = elidedFor("text", this);
    words->setObjectName(QStringLiteral("selection.line%1").arg(row));
    words->installEventFilter(this);
    m_lines->addWidget(new QLabel(this), row, 0);
    m_lines->addWidget(words, row, 1);
    m_lines->addWidget(labelFor("small", this), row, 2, Qt::AlignRight);
}

// A line that tells of an event leads there, by mouse and by Return.
bool SelectionPanel::eventFilter(QObject* watched, QEvent* event) {
    const bool isClick = event->type() == QEvent::MouseButtonRelease;
    const bool isReturn =
        event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Return;
    for (int row = 0; (isClick || isReturn) && row < storyLines; ++row) {
        const Story::Line told = m_told[static_cast<std::size_t>(row)];  // what is picked changes them
        if (!told.isLink() || m_lines->itemAtPosition(row, 1)->widget() != watched)
            continue;
        told.event ? emit eventPicked(*told.event) : emit subjectPicked(told.subject);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

// What is picked changes the links.
void SelectionPanel::follow(const QString& link) {
    const auto number = static_cast<std::size_t>(link.toULongLong());
    if (number >= m_links.size())
        return;
    const Story::Part part = m_links[number];
    part.event ? emit eventPicked(*part.event) : emit subjectPicked(part.subject);
}

void SelectionPanel::setEvent(std::optional<std::size_t> event) {
    m_event = event;
    tell();
}

void SelectionPanel::setSubject(const Subject& subject) {
    m_facts = {subject};
    tell();
}

void SelectionPanel::setWorld(const World& world) {
    m_facts.world = world;
    tell();
}

void SelectionPanel::setSums(const RangeSums& sums) {
    m_facts.sums = sums;
    tell();
}

void SelectionPanel::tell() {
    if (!m_facts.subject.isNone() && m_model.trace())
        return show(storyOf(m_model, m_facts, storyLines));
    const auto told = m_event ? m_event : m_happened;
    if (told && m_model.trace() && *told < m_model.trace()->size())  // else of a run that was shown before
        return show(storyOf(m_model, *told));
    show({tr("Nothing has happened yet"),
          {},
          {{{tr("Events are told here as they are played or picked.")}}},
          {}});
}

void SelectionPanel::showHappened(std::optional<std::size_t> last) {
    if (std::exchange(m_happened, last) == last)
        return;
    if (!m_event && m_facts.subject.isNone())
        tell();
}

void SelectionPanel::setTheme(const Theme& theme) {
    m_theme = theme;
    tell();
}

void SelectionPanel::show(const Story& story) {
    m_title->setText(story.title);
    m_place->setText(story.place);
    m_links.clear();
    const QString rich = richText(story, m_theme.color(Tone::text), m_links), plain = story.told();
    m_sentence->setTextFormat(m_links.empty() ? Qt::PlainText : Qt::RichText);
    m_sentence->setTextInteractionFlags(m_links.empty() ? Qt::TextSelectableByMouse
                                                        : Qt::TextBrowserInteraction);
    m_sentence->setText(m_links.empty() ? plain : rich);
    m_sentence->setAccessibleName(plain);
    setAccessibleName(plain);
    for (int row = 0; row < storyLines; ++row) {
        const bool isTold = row < static_cast<int>(story.lines.size());
        const Story::Line line = isTold ? story.lines[static_cast<std::size_t>(row)] : Story::Line{};
        auto* dot = qobject_cast<QLabel*>(m_lines->itemAtPosition(row, 0)->widget());
        dot->setText(isTold ? dotIn(m_theme.color(line.tone)) : QString());
        auto* words = qobject_cast<QLabel*>(m_lines->itemAtPosition(row, 1)->widget());
        words->setText(line.words);
        words->setCursor(line.isLink() ? Qt::PointingHandCursor : Qt::ArrowCursor);
        words->setFocusPolicy(line.isLink() ? Qt::StrongFocus : Qt::NoFocus);
        QFont font = words->font();
        font.setUnderline(line.isLink());
        words->setFont(font);
        m_told[static_cast<std::size_t>(row)] = line;
        qobject_cast<QLabel*>(m_lines->itemAtPosition(row, 2)->widget())->setText(line.when);
    }
}

}  // namespace heddle
