import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0002_the_course_itself'),
        ('quizzes', '0009_uploads'),
    ]

    operations = [
        migrations.CreateModel(
            name='StudentMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('marks', 'Marks'), ('appeal', 'Appeal'), ('accommodation', 'Accommodation')], max_length=15)),
                ('about', models.CharField(max_length=80, unique=True)),
                ('title', models.CharField(max_length=255)),
                ('path', models.CharField(max_length=500)),
                ('made_at', models.DateTimeField()),
                ('claimed_at', models.DateTimeField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courses.enrolment')),
            ],
            options={
                'ordering': ['pk'],
                'default_permissions': (),
                'indexes': [models.Index(condition=models.Q(('sent_at', None)), fields=['made_at'], name='student_mails_owed')],
            },
        ),
    ]
